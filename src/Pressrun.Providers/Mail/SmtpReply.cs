namespace Pressrun.Providers.Mail;

/// <summary>What a mail server answers to one command (RFC 5321, section 4.2).</summary>
/// <param name="Code">Three digits, the first of which says how it went.</param>
/// <param name="Lines">Its words; at least one line, perhaps empty.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Whether it did as told.</summary>
    public bool IsDone => Code is >= 200 and < 300;

    /// <summary>Whether another try may go better.</summary>
    public bool MayPass => Code is >= 400 and < 500;

    /// <summary>Whether another try would meet the same.</summary>
    public bool IsFinal => Code is >= 500 and < 600;

    /// <summary>Whether the server does not know the user, or wants one (RFC 4954, section 6).</summary>
    public bool IsAboutLogin => Code is 530 or 534 or 535 or 538;

    /// <summary>Code and words as a message may show them.</summary>
    public string Shown => Web.Shown.Text($"{Code} {string.Join(' ', Lines)}".Trim());

    /// <summary>What stands after a keyword that the server says it knows; null if it does not say so.</summary>
    public IReadOnlyList<string>? Knows(string keyword)
    {
        var words = Lines.Skip(1).Select(line => line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries))
            .Where(line => line.Length > 0 && line[0].Equals(keyword, StringComparison.OrdinalIgnoreCase)).ToList();
        return words.Count == 0 ? null : [.. words.SelectMany(line => line.Skip(1))];
    }
}
