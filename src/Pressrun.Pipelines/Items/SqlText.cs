namespace Pressrun.Pipelines.Items;

/// <summary>
/// Sees that a text is one SELECT before a database gets it. What it would change is refused by the connection, which
/// only reads; this gives a plain word for it, and lets nothing else through, such as opening a second file.
/// </summary>
internal static class SqlText
{
    /// <summary>Why a text is not one SELECT; null if it is.</summary>
    public static string? Objection(string sql)
    {
        var (first, isEnded) = ("", false);
        for (var at = 0; at < sql.Length;)
        {
            var next = Skip(sql, at);
            if (next > at && IsBlank(sql, at))
            {
                at = next;
                continue;
            }

            if (isEnded)
            {
                return "it holds more than one statement";
            }

            if (sql[at] == ';')
            {
                (isEnded, at) = (true, at + 1);
                continue;
            }

            if (first.Length == 0)
            {
                var end = at;
                while (end < sql.Length && char.IsAsciiLetter(sql[end]))
                {
                    end++;
                }

                first = end == at ? sql[at].ToString() : sql[at..end];
                next = Math.Max(end, at + 1);
            }

            at = next > at ? next : at + 1;
        }

        return first.Length == 0 ? "it is empty"
            : first.ToUpperInvariant() is "SELECT" or "WITH" or "VALUES" ? null
            : "it is no SELECT";
    }

    // Where blanks, comments and quotations end; the place itself where none begins.
    private static int Skip(string sql, int at) => sql[at] switch
    {
        '-' when Has(sql, at, "--") => EndOf(sql, at + 2, "\n"),
        '/' when Has(sql, at, "/*") => EndOf(sql, at + 2, "*/"),
        '\'' or '"' or '`' => EndOf(sql, at + 1, sql[at].ToString()),
        '[' => EndOf(sql, at + 1, "]"),
        _ => char.IsWhiteSpace(sql[at]) ? at + 1 : at,
    };

    private static bool IsBlank(string sql, int at) =>
        char.IsWhiteSpace(sql[at]) || Has(sql, at, "--") || Has(sql, at, "/*");

    private static bool Has(string sql, int at, string word) => sql.AsSpan(at).StartsWith(word);

    private static int EndOf(string sql, int from, string end) =>
        sql.IndexOf(end, Math.Min(from, sql.Length), StringComparison.Ordinal) is >= 0 and var found
            ? found + end.Length : sql.Length;
}
