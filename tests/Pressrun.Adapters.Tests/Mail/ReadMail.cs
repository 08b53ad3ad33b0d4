using System.Text;
using System.Text.RegularExpressions;

namespace Pressrun.Adapters.Tests.Mail;

/// <summary>A mail as a mail program reads it, written against the standards and not against our writer.</summary>
internal sealed partial class ReadMail
{
    private readonly List<(string Name, string Value)> _headers = [];

    public ReadMail(string mail)
    {
        var end = mail.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Body = mail[(end + 4)..];
        foreach (var line in mail[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            _headers.Add((line[..colon], line[(colon + 1)..].TrimStart(' ')));
        }
    }

    public string Body { get; }

    public IReadOnlyList<string> Names => [.. _headers.Select(header => header.Name)];

    /// <summary>The one header of a name, decoded.</summary>
    public string this[string name] => Decode(_headers.Single(header => header.Name == name).Value);

    /// <summary>The parts of a body of several.</summary>
    public IReadOnlyList<ReadMail> Parts
    {
        get
        {
            var boundary = Boundary().Match(this["Content-Type"]).Groups["boundary"].Value;
            var parts = ("\r\n" + Body).Split($"\r\n--{boundary}");
            Assert.Equal("--\r\n", parts[^1]);
            return [.. parts[1..^1].Select(part => new ReadMail(part[2..]))];
        }
    }

    /// <summary>The text of a part, with the ends of lines of a text.</summary>
    public string Text
    {
        get
        {
            byte[] bytes = this["Content-Transfer-Encoding"] == "base64"
                ? Convert.FromBase64String(Body)
                : Unquote(Body.Replace("=\r\n", "", StringComparison.Ordinal));
            return Encoding.UTF8.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal);
        }
    }

    private static string Decode(string value) => EncodedWord().Replace(
        Between().Replace(value, "?=" + "=?"), word =>
        {
            var text = word.Groups["text"].Value;
            return Encoding.UTF8.GetString(word.Groups["way"].Value == "B"
                ? Convert.FromBase64String(text)
                : Unquote(text.Replace('_', ' ')));
        });

    private static byte[] Unquote(string text)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            bytes.Add(text[at] == '=' ? Convert.FromHexString(text.AsSpan(at + 1, 2))[0] : (byte)text[at]);
            at += text[at] == '=' ? 2 : 0;
        }

        return [.. bytes];
    }

    [GeneratedRegex("boundary=\"(?<boundary>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?UTF-8\?(?<way>[QB])\?(?<text>[^? ]+)\?=", RegexOptions.None, 1000)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\?= +=\?", RegexOptions.None, 1000)]
    private static partial Regex Between();
}
