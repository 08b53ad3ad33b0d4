using YamlDotNet.Core;

namespace Pressrun.Pipelines.Files.Reading;

/// <summary>Says what is wrong with a file that is no YAML, to someone who never heard of a scanner.</summary>
internal static class Syntax
{
    public const string Smallest = "the least a file holds: `pressrun: 1`, `name:`, `items:`, `stages:`";

    public const string General = "look at the quotes, brackets and indentation here and in the line above";

    public const string QuoteOrRepeat = "write the value out where it is needed; quote a text that begins so";

    public const string QuoteTemplate = "write it as \"{{…}}\"";

    private const string QuoteText = "put the text in quotes";

    private const string QuoteColon = "put a text that holds `: ` in quotes, or add the `:` missing in the line above";

    /// <summary>
    /// What the parser says of the fault, in part, and what is said instead. The first that fits counts. Written for
    /// YamlDotNet 16.3.0; a text it does not know gets the general words, never the parser's.
    /// </summary>
    private static readonly (string Theirs, string Message, string Hint)[] Words =
    [
        ("tab", "a tab stands here where YAML wants spaces", "indent with spaces"),
        ("wrong indentation", "a quote is opened here and never closed", "close it, or leave it out"),
        ("found unexpected end of stream", "a quote is opened here and never closed", "close it, or leave it out"),
        ("unexpected document indicator", "a quote is opened before and not closed here", "close it before `---`"),
        ("unknown escape", "a backslash in double quotes begins no known sign", "use single quotes, or double the \\"),
        ("hexadecimal", "a backslash in double quotes begins no known sign", "use single quotes, or double the \\"),
        ("Unicode", "a backslash in double quotes begins no known sign", "use single quotes, or double the \\"),
        ("flow sequence", "a `[` has no `]`, or a comma is missing before this", "close it, or put a comma"),
        ("flow mapping", "a `{` has no `}`, or a comma is missing before this", "close it, or put a comma"),
        ("directive", "a line that begins with `%` is not allowed", "leave it out, or put the text in quotes"),
        ("cannot start any token", "a text cannot begin with this sign", QuoteText),
        ("values are not allowed", "a `:` cannot stand here", QuoteColon),
        ("invalid mapping", "a `:` cannot stand here", QuoteColon),
        ("expected ':'", "a `:` is missing after this word", "a line is `key: value`, or `- value` in a list"),
        ("block mapping", "this line fits no line above it", "keys of one mapping begin in the same column"),
        ("block collection", "this line fits no line above it", "the dashes of one list stand in one column"),
        ("sequence entries are not allowed", "a `-` cannot stand here", "begin the list on a line of its own"),
        ("block scalar", "the text after `|` or `>` does not begin here", "begin it on the next line, indented"),
        ("tag", "a text cannot begin with `!`", QuoteText),
        ("anchor", "anchors and aliases (`&name`, `*name`) are not allowed", QuoteOrRepeat),
        ("<document start>", "this line fits no line above it", "keys of one mapping begin in the same column"),
        ("<document end>", "this line fits no line above it", "keys of one mapping begin in the same column"),
        ("node content", "a value is missing here, or a sign is too many", General),
    ];

    public static PipelineFileException Explain(YamlException fault, SourceText source, Findings findings)
    {
        var at = new Places(source).Of(fault.Start, fault.Start);
        var isTab = fault.Message.Contains("tab", StringComparison.Ordinal);
        if (Tab(source, at.Line, isTab ? source.Count : at.Line) is { } tab)
        {
            return findings.Stop(tab, Words[0].Message, Words[0].Hint);
        }

        var line = source.Line(at.Line);
        var template = line.IndexOf("{{", StringComparison.Ordinal);
        if (template >= 0 && IsBare(line, template))
        {
            var mark = new Mark(0, at.Line, template + 1);
            return findings.Stop(
                new Places(source).Of(mark, new(0, at.Line, template + 3)),
                "a value with `{{…}}` needs quotes here",
                "write it as \"…{{…}}…\"");
        }

        var words = Array.Find(Words, word => fault.Message.Contains(word.Theirs, StringComparison.Ordinal));
        return findings.Stop(at, words.Message ?? "this cannot be read as YAML", words.Hint ?? General);
    }

    /// <summary>For what the parser stumbles over without a word.</summary>
    public static PipelineFileException Explain(Position at, SourceText source, Findings findings)
    {
        if (Brackets.Open(source) is not { } open)
        {
            return findings.Stop(at, "this cannot be read as YAML", General);
        }

        var sign = source.Line(open.Line)[open.Offset];
        var mark = new Mark(0, open.Line, open.Offset + 1);
        return findings.Stop(
            new Places(source).Of(mark, new(0, open.Line, open.Offset + 2)), $"this `{sign}` is never closed",
            $"add the `{(sign == '{' ? '}' : ']')}`, and look for quotes that are not closed");
    }

    /// <summary>The first tab that indents one of these lines; null if none does.</summary>
    private static Position? Tab(SourceText source, int first, int last)
    {
        for (var number = first; number <= last; number++)
        {
            var line = source.Line(number);
            var tab = line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).IndexOf('\t');
            if (tab >= 0)
            {
                return new(source.Name, number, tab + 1, 1);
            }
        }

        return null;
    }

    private static bool IsBare(string line, int until)
    {
        var (quote, at) = ('\0', 0);
        for (; at < until; at++)
        {
            quote = quote == '\0' && line[at] is '"' or '\'' ? line[at] : quote == line[at] ? '\0' : quote;
        }

        return quote == '\0';
    }
}
