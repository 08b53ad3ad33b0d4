namespace Pressrun.Model;

/// <summary>The result of a stage for one item, part or batch: text, or a blob.</summary>
public sealed record Output
{
    private Output(string? text, Blob? blob, string hash) => (Text, Blob, Hash) = (text, blob, hash);

    /// <summary>The text; null if the result is a blob.</summary>
    public string? Text { get; }

    /// <summary>The blob; null if the result is text.</summary>
    public Blob? Blob { get; }

    /// <summary>Identity of the content, 64 hex digits: equal content leaves what follows done.</summary>
    public string Hash { get; }

    /// <summary>A text result.</summary>
    public static Output Of(string text)
    {
        var digest = new Digest("text/1");
        digest.Add(text);
        return new(text, null, digest.ToHex());
    }

    /// <summary>A blob result.</summary>
    public static Output Of(Blob blob) => new(null, blob, blob.Hash);

    /// <summary>Rebuilds a text result whose hash is already known, as the journal does.</summary>
    internal static Output Known(string? text, Blob? blob, string hash) => new(text, blob, hash);
}
