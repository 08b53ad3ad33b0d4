using System.Globalization;

namespace Pressrun.Victim;

/// <summary>What a test wants of a victim: four values in order, then any of <c>name=value</c>.</summary>
/// <param name="Folder">The store's folder.</param>
/// <param name="Port">Where the provider listens.</param>
/// <param name="Items">How many items there are.</param>
/// <param name="Timeout">After which time an attempt is given up.</param>
internal sealed record VictimOptions(string Folder, int Port, int Items, TimeSpan Timeout)
{
    /// <summary>How the database is synced. <value>FULL, as shipped.</value></summary>
    public string Synchronous { get; init; } = "FULL";

    /// <summary>
    /// Requests of the first stage a second, from a bucket that holds those of two;
    /// 0 is no limit but the slots. <value>0.</value>
    /// </summary>
    public int Rate { get; init; }

    /// <summary>
    /// Where it stops until a signal has come: <c>claim</c>, <c>lease</c>, <c>items</c>, <c>work</c>, <c>closing</c>
    /// or <c>end</c>. <value>Nowhere.</value>
    /// </summary>
    public string Hold { get; init; } = "";

    /// <summary>
    /// Where it stops itself, as if by SIGSTOP: <c>intents</c>, when the first are durable and nobody in the process
    /// has heard of it. <value>Nowhere.</value>
    /// </summary>
    public string Freeze { get; init; } = "";

    /// <summary>
    /// The commit of replies, from 1, at which the database may not grow any more. <value>0: none.</value>
    /// </summary>
    public int FullAt { get; init; }

    /// <summary>How many refusals later it may again. <value>Never.</value></summary>
    public int FullFor { get; init; } = int.MaxValue;

    public static VictimOptions Parse(string[] words)
    {
        var options = new VictimOptions(
            words[0], Number(words[1]), Number(words[2]), TimeSpan.FromMilliseconds(Number(words[3])));
        foreach (var word in words.Skip(4))
        {
            options = word.Split('=') switch
            {
                ["sync", var mode] => options with { Synchronous = mode },
                ["rate", var rate] => options with { Rate = Number(rate) },
                ["hold", var place] => options with { Hold = place },
                ["freeze", var place] => options with { Freeze = place },
                ["full-at", var commit] => options with { FullAt = Number(commit) },
                ["full-for", var refusals] => options with { FullFor = Number(refusals) },
                _ => throw new ArgumentException($"A victim does not know `{word}`."),
            };
        }

        return options;
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
