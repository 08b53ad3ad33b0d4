namespace Pressrun.Pipelines.Files.Reading;

/// <summary>Finds the bracket that was never closed, where the parser gives up without saying so.</summary>
internal static class Brackets
{
    /// <summary>Line and offset of the innermost open bracket at the end of a text; null if all are closed.</summary>
    public static (int Line, int Offset)? Open(SourceText source)
    {
        var open = new Stack<(int Line, int Offset)>();
        var quote = '\0';
        for (var number = 1; number <= source.Count; number++)
        {
            var line = source.Line(number);
            for (var at = 0; at < line.Length; at++)
            {
                if (quote != '\0')
                {
                    quote = line[at] == quote ? '\0' : quote;
                    continue;
                }

                var isFirst = IsFirst(line, at);
                if (line[at] == '#' && isFirst)
                {
                    break;
                }

                if (line[at] is '"' or '\'' && isFirst)
                {
                    quote = line[at];
                }
                else if (line[at] is '{' or '[' && (isFirst || open.Count > 0))
                {
                    open.Push((number, at));
                }
                else if (line[at] is '}' or ']' && open.Count > 0)
                {
                    open.Pop();
                }
            }
        }

        return open.Count > 0 ? open.Peek() : null;
    }

    // Inside a word a quote, a bracket or a # is an ordinary letter.
    private static bool IsFirst(string line, int at) => at == 0 || line[at - 1] is ' ' or '\t' or '[' or '{' or ',';
}
