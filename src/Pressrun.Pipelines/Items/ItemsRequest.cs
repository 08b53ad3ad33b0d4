using System.Data.Common;
using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Items;

/// <summary>Which items a pipeline works on: its <c>items</c>.</summary>
/// <param name="From">
/// A file of lines, CSV, JSONL, JSON or YAML, a pattern such as <c>personas/*/profile.json</c>, a range such as
/// <c>1..125</c>, or <c>-</c> for standard input; with <see cref="Query"/> a database: <c>sqlite:tales.db</c>, or
/// <c>env:NAME</c>, the variable that holds its address.
/// </param>
/// <param name="Folder">The folder relative paths start from, which files may not leave.</param>
public sealed record ItemsRequest(string From, string Folder)
{
    /// <summary>What a database is asked; null where <see cref="From"/> is none.</summary>
    public ItemsQuery? Query { get; init; }

    /// <summary>
    /// Opens a database so that nothing in it can change; throws <see cref="DbException"/> where it cannot. Null where
    /// nothing can. The connection is closed by whoever asked for it.
    /// </summary>
    public Func<DatabaseAddress, DbConnection>? OpenDatabase { get; init; }

    /// <summary>The value of an environment variable; null if it is not set. <value>None is.</value></summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Leads to the list inside a JSON or YAML file, dotted; null if the file is the list.</summary>
    public string? At { get; init; }

    /// <summary>The field that names an item; null derives a key, see <see cref="ItemReader"/>.</summary>
    public string? Key { get; init; }

    /// <summary>Which items are taken; null is all.</summary>
    internal Condition? Where { get; init; }

    /// <summary>In which order they are taken up; null is that of the source.</summary>
    internal Ordering? Order { get; init; }

    /// <summary>What <c>-</c> reads; null if there is no standard input.</summary>
    public TextReader? StandardInput { get; init; }

    /// <summary>Whether files outside <see cref="Folder"/> may be read. <value>The default is no.</value></summary>
    public bool IsAnyPathAllowed { get; init; }
}
