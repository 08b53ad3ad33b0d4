namespace Pressrun.Pipelines.Files;

/// <summary>A place in a file, as an editor shows it.</summary>
/// <param name="File">The file as the user named it, or what stands for one: <c>--set budget</c>.</param>
/// <param name="Line">The line, from 1; 0 if the place is the file as a whole.</param>
/// <param name="Column">The column in characters as seen, from 1; 0 if the place is the file as a whole.</param>
/// <param name="Length">How many characters of the line are meant; may be 0, an empty place.</param>
public sealed record Position(string File, int Line, int Column, int Length)
{
    /// <summary>The file as a whole.</summary>
    public static Position Whole(string file) => new(file, 0, 0, 0);

    /// <summary>File, line and column, as editors and terminals make a link of it.</summary>
    public override string ToString() => Line == 0 ? File : FormattableString.Invariant($"{File}:{Line}:{Column}");
}
