using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Items;

/// <summary>Asks what somebody may have meant.</summary>
internal static class Nearest
{
    /// <summary><c> Did you mean `x`?</c> with the nearest name; empty if none is near.</summary>
    public static string Ask(string wanted, IEnumerable<string> known) =>
        DidYouMean.Of(wanted, known) is { } near ? $" Did you mean {Quote.Of(near)}?" : "";
}
