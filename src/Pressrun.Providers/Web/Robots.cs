using System.Text;

namespace Pressrun.Providers.Web;

/// <summary>What the robots.txt of a site lets us read (RFC 9309). Immutable.</summary>
internal sealed class Robots
{
    /// <summary>Our name in the files of others (section 2.2.1).</summary>
    public const string ProductToken = "pressrun";

    /// <summary>How much of a file is read at most (section 2.5 asks for at least this).</summary>
    public const int BytesMax = 500 * 1024;

    private readonly RobotsRule[] _rules;

    private Robots(IEnumerable<RobotsRule> rules) => _rules = [.. rules];

    /// <summary>No rule at all.</summary>
    public static Robots Everything { get; } = new([]);

    /// <summary>Reads a file. Whatever cannot be understood says nothing (section 2.2).</summary>
    public static Robots Parse(ReadOnlySpan<byte> file)
    {
        List<RobotsRule> ours = [], everyones = [];
        bool isOurs = false, isEveryones = false, isNamed = false, areNamesOver = true;
        foreach (var line in Encoding.UTF8.GetString(file).TrimStart('\uFEFF').Split(['\r', '\n']))
        {
            var (key, value) = Split(line);
            switch (key)
            {
                case "user-agent":
                    // Names that follow one another share the rules below them; rules end the row of names.
                    (isOurs, isEveryones) = areNamesOver ? (false, false) : (isOurs, isEveryones);
                    areNamesOver = false;
                    isOurs |= IsOurName(value);
                    isEveryones |= value == "*";
                    isNamed |= isOurs;
                    break;
                case "allow" or "disallow":
                    areNamesOver = true;
                    if (RobotsRule.Parse(value, isAllowing: key == "allow") is { } rule)
                    {
                        Add(isOurs, ours, rule);
                        Add(isEveryones, everyones, rule);
                    }

                    break;
            }
        }

        return new(isNamed ? ours : everyones);
    }

    /// <summary>
    /// Whether a page may be read: the longest rule that fits decides, between equals the allowing one.
    /// </summary>
    public bool Allows(Uri address)
    {
        var path = RobotsRule.Normal(address.PathAndQuery, isPattern: false);
        var decisive = _rules.Where(rule => rule.Fits(path)).MaxBy(rule => (rule.Length, rule.IsAllowing));
        return decisive?.IsAllowing != false;
    }

    private static (string Key, string Value) Split(string line)
    {
        var said = line.Split('#', 2)[0];
        return said.Split(':', 2) is [var key, var value]
            ? (key.Trim().ToLowerInvariant(), value.Trim())
            : ("", "");
    }

    // A version behind the name, as in Pressrun/1.0, belongs to no product token.
    private static bool IsOurName(string value)
    {
        var end = value.AsSpan().IndexOfAnyExcept(TokenLetters);
        var name = end < 0 ? value : value.AsSpan(0, end);
        return name.Equals(ProductToken, StringComparison.OrdinalIgnoreCase);
    }

    private static void Add(bool isMeant, List<RobotsRule> rules, RobotsRule rule)
    {
        if (isMeant)
        {
            rules.Add(rule);
        }
    }

    private static System.Buffers.SearchValues<char> TokenLetters { get; } =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");
}
