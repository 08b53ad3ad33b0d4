namespace Pressrun.Pipelines.Files;

/// <summary>One stage.</summary>
internal sealed record StageSettings
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the name stands.</summary>
    public required Position At { get; init; }

    /// <summary>What it does.</summary>
    public required VerbKind Verb { get; init; }

    /// <summary>
    /// What the verb is given, in order: exactly one but for <c>run</c>, which has a program and its arguments.
    /// </summary>
    public required IReadOnlyList<Setting<string>> Arguments { get; init; }

    /// <summary>What the verb is given first: a prompt, an address, a path, a stage.</summary>
    public Setting<string> Argument => Arguments[0];

    /// <summary>The stages named under <c>needs</c>; null if it says nothing, empty if it says <c>[]</c>.</summary>
    public IReadOnlyList<Setting<string>>? GivenNeeds { get; init; }

    /// <summary>
    /// The stages whose results it uses, in the order of the file, none twice: the given ones or the one above, and
    /// those that <c>each</c>, <c>join</c> and its rules name. What only a template names is not among them.
    /// </summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>What it runs over; null runs once an item.</summary>
    public Setting<EachSource>? Each { get; init; }

    /// <summary>Characters a part may have at most; null does not cut.</summary>
    public Setting<int>? Split { get; init; }

    /// <summary>Whether a part waits for the one before it.</summary>
    public bool IsChained { get; init; }

    /// <summary>Whether it runs once for the whole batch.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Whether it runs only if asked for.</summary>
    public bool IsManual { get; init; }

    /// <summary>What it waits for before it begins at all.</summary>
    public Setting<StartSettings>? StartWhen { get; init; }

    /// <summary>Who is asked, in order, aliases resolved; empty but for <c>ask</c> and <c>speak</c>.</summary>
    public IReadOnlyList<ModelReference> Models { get; init; } = [];

    /// <summary>How its calls go: <c>live</c> or <c>batch</c>; null is live.</summary>
    public Setting<string>? Route { get; init; }

    /// <summary>Whether its calls go in batches.</summary>
    public bool IsBatch => Route?.Value == "batch";

    /// <summary>Parameters of the call, in order, no name twice.</summary>
    public IReadOnlyList<NamedScalar> With { get; init; } = [];

    /// <summary>What the answer must be; null is any text.</summary>
    public Setting<OutputForm>? Output { get; init; }

    /// <summary>Limits of the stage itself; the pattern is always <c>*</c>.</summary>
    public IReadOnlyList<LimitSetting> Limits { get; init; } = [];

    /// <summary>How often a call is tried, 1 to 100; null is the default.</summary>
    public Setting<int>? Tries { get; init; }

    /// <summary>How long one try may take; null is the default.</summary>
    public Setting<TimeSpan>? Timeout { get; init; }

    /// <summary>Hints for the forecast.</summary>
    public ExpectSettings? Expect { get; init; }

    /// <summary>Checks of its result, in order.</summary>
    public IReadOnlyList<GateSettings> Gates { get; init; } = [];

    /// <summary>Files its result is written to, as templates.</summary>
    public IReadOnlyList<Setting<string>> Save { get; init; } = [];
}
