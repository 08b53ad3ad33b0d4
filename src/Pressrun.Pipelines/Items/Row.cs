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
    /// <summary>A row that makes no item.</summary>
    public static Row Bad(string file, int line, string fault) => new(file, line, default, Fault: fault);
}
