namespace Pressrun.Pipelines.Files;

/// <summary>What the batch consists of.</summary>
internal sealed record ItemsSettings
{
    /// <summary>A path, a glob, a range, <c>-</c> for standard input, or the address of a database.</summary>
    public required Setting<string> From { get; init; }

    /// <summary>The range <see cref="From"/> is, both ends in it; null if it is none.</summary>
    public (int First, int Last)? Range { get; init; }

    /// <summary>Whether items come from standard input.</summary>
    public bool IsStandardInput => From.Value == "-";

    /// <summary>Whether <see cref="From"/> is the address of a database, or says where that is.</summary>
    public bool IsDatabase => IsPostgres || IsReference
        || From.Value.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether <see cref="From"/> is the address of a PostgreSQL server.</summary>
    public bool IsPostgres => From.Value.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase)
        || From.Value.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether <see cref="From"/> names the variable that holds the address.</summary>
    public bool IsReference => From.Value.StartsWith("env:", StringComparison.Ordinal);

    /// <summary>Leads to the list inside the file, keys joined by dots.</summary>
    public Setting<string>? At { get; init; }

    /// <summary>A file with the SELECT a database is asked.</summary>
    public Setting<string>? Query { get; init; }

    /// <summary>The field that names an item.</summary>
    public Setting<string>? Key { get; init; }

    /// <summary>Which items are taken; null is all.</summary>
    public Setting<Condition>? Where { get; init; }

    /// <summary>In which order they are taken up; null is that of the source.</summary>
    public Setting<Ordering>? Order { get; init; }
}
