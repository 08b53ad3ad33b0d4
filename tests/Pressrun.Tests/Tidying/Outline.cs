using System.Text.RegularExpressions;

namespace Pressrun.Tests.Tidying;

/// <summary>The types and members of one source file, found by counting braces.</summary>
internal sealed partial class Outline
{
    private readonly string _code;
    private readonly Stack<(Kind Kind, int Start)> _open = new();
    private readonly List<string> _types = [];
    private readonly List<(int Line, int Length)> _members = [];

    private Outline(string code) => _code = code;

    private enum Kind
    {
        /// <summary>A namespace or the file itself.</summary>
        Space,
        Type,
        Member,

        /// <summary>Braces inside a member, and tables of data.</summary>
        Other,
    }

    /// <summary>The names of the types that stand in no other type, in the order of the file.</summary>
    public IReadOnlyList<string> Types => _types;

    /// <summary>Where each method, constructor or property with a body begins, and how many lines it has.</summary>
    public IReadOnlyList<(int Line, int Length)> Members => _members;

    public static Outline Of(Source source)
    {
        var outline = new Outline(Directive().Replace(source.Code, match => new string(' ', match.Length)));
        outline.Read();
        return outline;
    }

    private void Read()
    {
        var header = 0;
        for (var at = 0; at < _code.Length; at++)
        {
            switch (_code[at])
            {
                case '{':
                    _open.Push(Begin(header, at));
                    break;
                case '}' when _open.TryPop(out var closed) && closed.Kind == Kind.Member:
                    Measure(closed.Start, at);
                    break;
                case ';' when In() == Kind.Space:
                    AddType(_code[header..at]);
                    break;
                case ';' when In() == Kind.Type && IsMember(_code[header..at]):
                    Measure(header, at);
                    break;
            }

            header = _code[at] is '{' or '}' or ';' ? at + 1 : header;
        }
    }

    private Kind In() => _open.TryPeek(out var open) ? open.Kind : Kind.Space;

    private (Kind Kind, int Start) Begin(int header, int at)
    {
        var text = _code[header..at];
        var kind = In() switch
        {
            Kind.Space when text.Contains("namespace ", StringComparison.Ordinal) => Kind.Space,
            Kind.Space or Kind.Type when TypeName().IsMatch(WithoutBrackets(text)) => Kind.Type,
            Kind.Space or Kind.Type when IsMember(text) => Kind.Member,
            _ => Kind.Other,
        };
        if (kind == Kind.Type && In() == Kind.Space)
        {
            AddType(text);
        }

        return (kind, header);
    }

    private void AddType(string header)
    {
        if (TypeName().Match(WithoutBrackets(header)) is { Success: true } type)
        {
            _types.Add(type.Groups["name"].Value);
        }
    }

    private void Measure(int start, int end)
    {
        start += _code.AsSpan(start).IndexOfAnyExcept(" \n\r\t");
        _members.Add((Source.LineOf(_code, start), _code.AsSpan(start, end - start).Count('\n') + 1));
    }

    // A field that is given a table of data is no method, however long it is.
    private static bool IsMember(string header) => !Assignment().IsMatch(WithoutBrackets(header));

    private static string WithoutBrackets(string header)
    {
        for (var before = ""; before != header;)
        {
            (before, header) = (header, Brackets().Replace(header, " "));
        }

        return header;
    }

    [GeneratedRegex(@"^[ \t]*#.*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]", RegexOptions.None, 1000)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"(?<![=<>!+*/|&^%-])=(?![=>])", RegexOptions.None, 1000)]
    private static partial Regex Assignment();

    [GeneratedRegex(
        @"(?<!:\s*)\b((class|struct|interface|enum|record(\s+(class|struct))?)\s+(?!where\b)(?<name>\w+)"
            + @"|delegate\s.*?(?<name>\w+)\s*(<[^>]*>)?\s*(where\b.*)?$)",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000)]
    private static partial Regex TypeName();
}
