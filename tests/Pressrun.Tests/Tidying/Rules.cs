using System.Text.RegularExpressions;

namespace Pressrun.Tests.Tidying;

/// <summary>The rules of STYLE.md that no compiler knows, each a pure function from a text to its offences.</summary>
internal static partial class Rules
{
    /// <summary>The rooms of the engine: each may import itself and those before it.</summary>
    private static readonly string[] Rooms =
        ["Model", "Stages", "Seams", "Timing", "Quotas", "Reporting", "Journaling", "Calling", "Running", "Rehearsing"];

    /// <summary>The one place that may look at a real clock.</summary>
    private const string RealClock = "src/Pressrun/Timing/RealWaiter.cs";

    public static IEnumerable<string> TooLong(Source source) =>
        source.Lines.Length > 400 ? [$"{source.Path}: {source.Lines.Length} lines, more than 400"] : [];

    public static IEnumerable<string> TooWide(Source source) =>
        source.Lines.Index().Where(line => line.Item.Length > 120)
            .Select(line => $"{source.Path}:{line.Index + 1}: {line.Item.Length} columns, more than 120");

    public static IEnumerable<string> LongMembers(Source source) =>
        Outline.Of(source).Members.Where(member => member.Length > 70)
            .Select(member => $"{source.Path}:{member.Line}: a member of {member.Length} lines, more than 70");

    public static IEnumerable<string> MisnamedTypes(Source source) =>
        Outline.Of(source).Types is var types && (types.Count > 1 || types.Any(type => type != source.Name))
            ? [$"{source.Path}: holds {string.Join(", ", types)}; one type a file, the file named for it"]
            : [];

    public static IEnumerable<string> ForbiddenImports(Source source)
    {
        var room = Array.IndexOf(Rooms, source.Path.Split('/') is ["src", "Pressrun", var folder, _, ..] ? folder : "");
        return RoomName().Matches(source.Code)
            .Where(match => room >= 0 && Array.IndexOf(Rooms, match.Groups["room"].Value) > room)
            .Select(match => source.Place(source.Code, match.Index, $"{Rooms[room]} imports {match.Value}"));
    }

    /// <summary>Offences of the engine against its loop; a second net under BannedSymbols.Engine.txt.</summary>
    public static IEnumerable<string> EscapesFromTheLoop(Source source)
    {
        if (source.Path == RealClock)
        {
            return [];
        }

        const string Why = "the engine has one thread and its own clock";
        var queues = source.Path.StartsWith("src/Pressrun/Timing/", StringComparison.Ordinal)
            ? []
            : source.Places(ThreadSafeQueue(), source.Code, "threads meet the loop in Timing only");
        return [
            .. source.Places(LeavesTheLoop(), source.Code, Why),
            .. source.Places(Unban(), source.Code, "only RealWaiter may lift a ban"),
            .. queues,
        ];
    }

    public static IEnumerable<string> UnfinishedMarks(Source source) =>
        source.Places(Unfinished(), source.Text, "finish it, or write an issue");

    public static IEnumerable<string> PragmasWithoutReason(Source source) =>
        source.Code.Split('\n').Index()
            .Where(line => Pragma().IsMatch(line.Item))
            .Where(line => !source.Lines[line.Index].Contains("//", StringComparison.Ordinal))
            .Where(line => line.Index == 0 || !Comment().IsMatch(source.Lines[line.Index - 1]))
            .Select(line => $"{source.Path}:{line.Index + 1}: a silenced warning needs its reason beside or above it");

    public static IEnumerable<string> MachineTraces(Source source) =>
        source.Places(MachineTrace(), source.Text, "means something on one machine only");

    /// <param name="source">A Markdown file.</param>
    /// <param name="exists">Whether there is a file or folder at a path relative to the root.</param>
    public static IEnumerable<string> DeadLinks(Source source, Func<string, bool> exists) =>
        Link().Matches(Verbatim().Replace(source.Text, match => Line().Replace(match.Value, "")))
            .Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal))
            .Where(target => !exists(Resolve(source.Path, target)))
            .Select(target => $"{source.Path}: the link to {target} leads nowhere");

    private static string Resolve(string from, string target) =>
        Path.GetRelativePath("/", Path.Combine("/", Path.GetDirectoryName(from) ?? "", target)).Replace('\\', '/');

    [GeneratedRegex(@"\bPressrun\.(?<room>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RoomName();

    [GeneratedRegex(
        @"\bSystem\.Net\b|\bHttpClient\b|\bSocket\b|\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|\bStopwatch\b"
            + @"|\bTickCount(64)?\b|\bTimeProvider\.System\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bRandom\.Shared\b"
            + @"|\bnew Random\(\)|\bThread\.Sleep\b|\bnew Thread\b|\bThreadPool\b|\bTask\.Run\b"
            + @"|\bTaskScheduler\.Default\b|\bParallel\.\w+|\.ConfigureAwait\b"
            + @"|\.GetAwaiter\(\)\.GetResult\b|\.Wait\(\)|\block \(|\basync void\b|~\w+\(\)",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex LeavesTheLoop();

    [GeneratedRegex(@"\bConcurrentQueue\b", RegexOptions.None, 1000)]
    private static partial Regex ThreadSafeQueue();

    [GeneratedRegex(@"^\s*#pragma warning disable.*\bRS0030\b", RegexOptions.Multiline, 1000)]
    private static partial Regex Unban();

    // A letter in brackets keeps these rules from meeting themselves.
    [GeneratedRegex(@"\bTO[D]O\b|\bFIX[M]E\b|\bHA[C]K\b|\bNot[I]mplementedException\b", RegexOptions.None, 1000)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^\s*#pragma warning disable|\bSuppressMessage\b(?!.*Justification)", RegexOptions.None, 1000)]
    private static partial Regex Pragma();

    [GeneratedRegex(@"^\s*//", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"(?<![\w.])/([w]ork|[h]ome|[r]oot|[U]sers)/|\b[A-Z]:\\[U]sers\b|\bapi\.[n]uget\.org\b"
            + @"|\bregistry\.[n]pmjs\.org\b|\b[p]ypi\.org\b|\b[p]ythonhosted\.org\b|\b[c]rates\.io\b"
            + @"|\b[p]roxy\.golang\.org\b|\b[d]eb\.debian\.org\b",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex MachineTrace();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Verbatim();

    [GeneratedRegex(@"[^\n]+", RegexOptions.None, 1000)]
    private static partial Regex Line();
}
