namespace Pressrun.Providers.Mail;

/// <summary>How mails are handed to a server.</summary>
/// <remarks>No record, because a record shows its members, and one of these is secret.</remarks>
public sealed class SmtpOptions
{
    /// <summary>User and password with a colon between them; the user holds no colon.</summary>
    /// <value>The default is null: the server wants no login.</value>
    public string? Key { get; init; }

    /// <summary>The longest a server may take for each answer; above 0, at most an hour.</summary>
    /// <value>The default is a minute.</value>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The longest a server may take to take the mail over, which it scans before it answers; above 0, at most an hour.
    /// </summary>
    /// <value>The default is 10 minutes, after RFC 5321, section 4.5.3.2.6.</value>
    public TimeSpan FinalTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The part of the key before the colon; null without a key.</summary>
    internal string? User => Key?[..Key.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The part of the key after the colon; null without a key.</summary>
    internal string? Password => Key?[(Key.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>Throws <see cref="ArgumentException"/> if a value is outside its range.</summary>
    internal void Check()
    {
        if (Key is not null
            && (Key.IndexOf(':', StringComparison.Ordinal) <= 0 || Key.Contains('\0', StringComparison.Ordinal)))
        {
            throw new ArgumentException("The key of a mail server is a user and a password with a colon between them.");
        }

        var longest = TimeSpan.FromHours(1);
        if (StepTimeout <= TimeSpan.Zero || StepTimeout > longest
            || FinalTimeout <= TimeSpan.Zero || FinalTimeout > longest)
        {
            throw new ArgumentException($"A mail server may take up to an hour, not {StepTimeout} or {FinalTimeout}.");
        }
    }
}
