using System.Text.Json;

namespace Pressrun.Pipelines.Items;

/// <summary>One element of a source, before it is known whether it makes an item.</summary>
/// <param name="File">The file as the pipeline names it.</param>
/// <param name="Line">Where it begins, from 1; 0 if it is the whole file.</param>
/// <param name="Fields">Its fields, an object; undefined if there is a fault.</param>
/// <param name="Key">The key its place gives it; null if there is none.</param>
/// <param name="Fault">Why it makes no item; null if nothing is wrong.</param>
internal sealed record Row(string File, int Line, JsonElement Fields, string? Key = null, string? Fault = null)
{
    /// <summary>Where the names of its fields stand. <value>Where it begins itself.</value></summary>
    public int NamesLine { get; init; } = Line;

    /// <summary>Whether <see cref="Line"/> counts rows of a table that has no lines. <value>No.</value></summary>
    public bool IsOfTable { get; init; }

    /// <summary>Something to say of it.</summary>
    public ItemNote Note(string message) =>
        IsOfTable ? new(File, 0, FormattableString.Invariant($"row {Line} {message}")) : new(File, Line, message);

    /// <summary>A row that makes no item.</summary>
    public static Row Bad(string file, int line, string fault) => new(file, line, default, Fault: fault);
}
