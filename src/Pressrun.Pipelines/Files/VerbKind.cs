namespace Pressrun.Pipelines.Files;

/// <summary>What a stage does.</summary>
internal enum VerbKind
{
    /// <summary>Asks a language model.</summary>
    Ask,

    /// <summary>Turns text into speech.</summary>
    Speak,

    /// <summary>Fetches a page.</summary>
    Fetch,

    /// <summary>Fills a template.</summary>
    Render,

    /// <summary>Runs a program.</summary>
    Run,

    /// <summary>Joins texts or audio.</summary>
    Join,

    /// <summary>Uploads or publishes.</summary>
    Put,

    /// <summary>Runs a stage written in C#.</summary>
    Use,
}
