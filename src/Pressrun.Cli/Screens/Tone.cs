namespace Pressrun.Cli.Screens;

/// <summary>What a piece of text is about; its colour repeats what its word says.</summary>
internal enum Tone
{
    /// <summary>Nothing in particular.</summary>
    Plain,

    /// <summary>What one looks for first.</summary>
    Strong,

    /// <summary>What may be overlooked.</summary>
    Faint,

    /// <summary>Finished.</summary>
    Done,

    /// <summary>Under way.</summary>
    Working,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Held back by a quota, a pause or a stand-in.</summary>
    Held,

    /// <summary>Waits for a person.</summary>
    Review,
}
