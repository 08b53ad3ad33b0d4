using System.Globalization;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>What the victim makes of its items when nobody disturbs it; worked out once for all tests.</summary>
public sealed class Undisturbed : IAsyncLifetime
{
    /// <summary>Items of every test; in full more than one commit can add, so that a kill can come between.</summary>
    public static int Items { get; } = ProcessGroup.IsFull ? 600 : 200;

    private string _results = "";

    /// <summary>Results and ends of the first items: no item's depend on another's.</summary>
    public string Of(int items)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"{items + 1:d6}");
        return string.Join('\n', _results.Split('\n').Where(line => string.CompareOrdinal(line, end) < 0));
    }

    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("pressrun-undisturbed-");
        try
        {
            await using var provider = new RememberingProvider();
            await using var victim = VictimProcess.Start(
                folder.FullName, provider.Port, Items, TimeSpan.FromMinutes(5));
            var (code, text) = await victim.EndAsync();
            Assert.True(code == 0, text);
            await provider.RestAsync();
            var remains = await Remains.ReadAsync(folder.FullName);
            Assert.Empty(provider.Violations);
            Assert.Equal(remains.Replies.Count(), provider.Asked.Count);
            _results = remains.Results;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
