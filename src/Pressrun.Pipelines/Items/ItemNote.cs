namespace Pressrun.Pipelines.Items;

/// <summary>Something in a source that gives no item: a bad, blank or duplicate line. It loses only itself.</summary>
/// <param name="File">The file as the pipeline names it, or <c>standard input</c>.</param>
/// <param name="Line">The line, from 1; 0 where the note speaks of the whole file.</param>
/// <param name="Message">What is wrong with it, in words that follow file and line.</param>
public sealed record ItemNote(string File, int Line, string Message)
{
    /// <summary>Place and message: <c>urls.txt:7: is blank</c>.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}: {Message}";
}
