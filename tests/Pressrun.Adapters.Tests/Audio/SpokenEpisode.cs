using Pressrun.Model;
using Pressrun.Providers.Audio;

namespace Pressrun.Adapters.Tests.Audio;

/// <summary>Three spoken parts, joined once for all tests that look at the result.</summary>
public sealed class SpokenEpisode : IAsyncLifetime
{
    internal const string Content =
        """
        {"gap_seconds":0.6,"loudness":-16,"bitrate":96,"tags":{"title":"A = b; #1 \\ Zürich 日本\n[CHAPTER]",
        "artist":"Nobody","album":"Trains","comment":"a draft","track":3},
        "chapters":[{"title":"One","part":1},{"title":"Two; and \"three\"","part":2}]}
        """;

    private Blob[] _parts = [];

    internal Shelf Shelf { get; } = new();

    internal long Characters { get; private set; }

    internal byte[] Mp3 { get; private set; } = [];

    internal SoundMeasures Measures { get; private set; } = null!;

    internal Task<(byte[] Mp3, SoundMeasures Measures)> JoinAsync() => Shelf.JoinAsync(Content, _parts);

    public async ValueTask InitializeAsync()
    {
        string[] texts = [.. Enumerable.Range(1, 3).Select(kind => Shelf.Words(280, kind))];
        Characters = texts.Sum(text => text.Length);
        _parts = await Task.WhenAll(texts.Select(Shelf.SpeakAsync));
        (Mp3, Measures) = await JoinAsync();
    }

    public ValueTask DisposeAsync()
    {
        Shelf.Dispose();
        return ValueTask.CompletedTask;
    }
}
