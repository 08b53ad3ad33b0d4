using System.Text.RegularExpressions;

namespace Pressrun.Providers.Blobs;

/// <summary>Which storage account of Azure is put into, and with which key.</summary>
/// <remarks>No record, because a record shows its members, and one of these is secret.</remarks>
public sealed partial class BlobOptions
{
    /// <summary>The provider's name, as requests use it.</summary>
    /// <value>The default is <c>blobs</c>.</value>
    public string Name { get; init; } = BlobProvider.Name;

    /// <summary>
    /// The account's key, with which requests are signed; or a shared access signature, the <c>sv=…&amp;sig=…</c>
    /// behind the question mark of an address, with or without that mark.
    /// </summary>
    /// <value>The default is null: every upload then fails for want of a key.</value>
    public string? Key { get; init; }

    /// <summary>Where the key comes from, in the user's words, such as <c>env:AZURE_STORAGE_KEY</c>.</summary>
    /// <value>The default is null: nobody said.</value>
    public string? KeyName { get; init; }

    /// <summary>The one account that the key is for; calls for any other fail, so that no key goes astray.</summary>
    /// <value>The default is null: needed with a shared access signature, else any.</value>
    public string? Account { get; init; }

    /// <summary>
    /// The address of the account, http or https, where it is not <c>https://ACCOUNT.blob.core.windows.net</c>; a
    /// shared access signature goes by http to this machine only.
    /// </summary>
    /// <value>The default is null.</value>
    public string? Url { get; init; }

    /// <summary>The longest an upload may take; above 0, at most a day.</summary>
    /// <value>The default is 10 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The shared access signature without question mark; null if the key is none.</summary>
    internal string? Access => Key?.Contains('&', StringComparison.Ordinal) == true ? Key.TrimStart('?') : null;

    /// <summary>Throws <see cref="ArgumentException"/> if a value is outside its range.</summary>
    internal void Check()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
        {
            throw new ArgumentException($"An upload may take up to a day, not {Timeout}.");
        }

        if (Account is not null && !AccountForm().IsMatch(Account))
        {
            throw new ArgumentException("A storage account has 3 to 24 small letters and digits.");
        }

        Objects.StoreAddress.Check(Url);
    }

    /// <summary>The form of an account's name.</summary>
    [GeneratedRegex(@"\A[a-z0-9]{3,24}\z", RegexOptions.NonBacktracking)]
    internal static partial Regex AccountForm();
}
