using System.Text;

namespace Pressrun.Providers.Web;

/// <summary>
/// One line of a robots.txt: a pattern of paths, and whether they may be read (RFC 9309, section 2.2.3).
/// </summary>
internal sealed class RobotsRule
{
    private readonly string[] _pieces;
    private readonly bool _isAnchored;

    private RobotsRule(string pattern, bool isAllowing)
    {
        IsAllowing = isAllowing;
        Length = pattern.Length;
        _isAnchored = pattern.EndsWith('$');
        _pieces = (_isAnchored ? pattern[..^1] : pattern).Split('*');
    }

    /// <summary>Whether it allows; otherwise it forbids.</summary>
    public bool IsAllowing { get; }

    /// <summary>Length of the pattern in octets: the longest that fits decides.</summary>
    public int Length { get; }

    /// <summary>Reads a pattern; null if it is empty or none, which says nothing.</summary>
    public static RobotsRule? Parse(string pattern, bool isAllowing) =>
        pattern is ['/' or '*', ..] ? new(Normal(pattern, isPattern: true), isAllowing) : null;

    /// <summary>Whether the pattern fits a path from its beginning.</summary>
    /// <param name="path">Path and query, as <see cref="Normal"/> writes them.</param>
    public bool Fits(string path)
    {
        // Taking each piece where it first occurs never costs a fit, so nothing is ever tried twice.
        if (!path.StartsWith(_pieces[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = _pieces[0].Length;
        var middle = _isAnchored ? _pieces.Length - 1 : _pieces.Length;
        for (var piece = 1; piece < middle; piece++)
        {
            var found = path.IndexOf(_pieces[piece], at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + _pieces[piece].Length;
        }

        return !_isAnchored
            || (_pieces.Length == 1
                ? at == path.Length
                : path.Length - _pieces[^1].Length >= at && path.EndsWith(_pieces[^1], StringComparison.Ordinal));
    }

    /// <summary>
    /// Writes a path or pattern so that equal ones look equal: what need not be percent-encoded is not, all else is,
    /// with capital digits.
    /// </summary>
    /// <param name="text">A path with its query, or a pattern.</param>
    /// <param name="isPattern">Whether <c>*</c> and <c>$</c> are wildcards; in a path they are plain letters.</param>
    public static string Normal(string text, bool isPattern)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var normal = new StringBuilder(bytes.Length);
        for (var at = 0; at < bytes.Length; at++)
        {
            var isEncoded = bytes[at] == '%' && at + 2 < bytes.Length
                && char.IsAsciiHexDigit((char)bytes[at + 1]) && char.IsAsciiHexDigit((char)bytes[at + 2]);
            var octet = isEncoded ? Convert.FromHexString(bytes.AsSpan(at + 1, 2))[0] : bytes[at];
            var letter = (char)octet;
            at += isEncoded ? 2 : 0;
            var isPlain = isEncoded
                ? char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~'
                : char.IsAscii(letter) && letter != '%' && (isPattern || letter is not ('*' or '$'));
            normal.Append(isPlain ? letter.ToString() : $"%{octet:X2}");
        }

        return normal.ToString();
    }
}
