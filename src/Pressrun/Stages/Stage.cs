using Pressrun.Model;

namespace Pressrun.Stages;

/// <summary>One step of a pipeline.</summary>
/// <param name="Name">The name; also the name of its result.</param>
/// <param name="Verb">What it does.</param>
public sealed record Stage(string Name, Verb Verb)
{
    /// <summary>The stages whose results it uses, each defined before it. <value>The default is none.</value></summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>What it runs over; null runs once an item.</summary>
    public Each? Each { get; init; }

    /// <summary>Whether part n waits for part n − 1 and sees its result.</summary>
    public bool IsChained { get; init; }

    /// <summary>Whether it runs once for the whole batch.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Checks of its result; free ones run first, otherwise in this order.</summary>
    public IReadOnlyList<Gate> Gates { get; init; } = [];

    /// <summary>What is done with a result its gates let pass; null for nothing.</summary>
    public Save? Save { get; init; }

    /// <summary>Limits of the stage itself, beside those of the providers it asks.</summary>
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>How often it runs.</summary>
    public Shape Shape => IsOnce ? Shape.Once : Each is null ? Shape.Item : Shape.Each;

    /// <summary>Hash of all that determines its result, gates apart; limits and tries change no result.</summary>
    internal string Fingerprint()
    {
        var digest = new Digest("stage/1");
        digest.Add(Name);
        digest.Add((long)Shape);
        digest.Add(Verb.Fingerprint);
        digest.Add(Each?.Stage ?? "");
        digest.Add(Each?.Fingerprint ?? "");
        digest.Add(IsChained ? 1 : 0);
        digest.Add(Save?.Fingerprint ?? "");
        foreach (var need in Needs)
        {
            digest.Add(need);
        }

        return digest.ToHex();
    }

    /// <summary>Hash of its gates.</summary>
    internal string GatesFingerprint()
    {
        var digest = new Digest("gates/1");
        foreach (var gate in Gates)
        {
            digest.Add(gate.Fingerprint);
            digest.Add(gate.Revise ?? -1);
            digest.Add((long?)gate.Else ?? -1);
        }

        return digest.ToHex();
    }
}
