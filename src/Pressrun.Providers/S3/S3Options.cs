using System.Text.RegularExpressions;
using Pressrun.Providers.Signing;

namespace Pressrun.Providers.S3;

/// <summary>Which store of the S3 kind is put into, and with which key.</summary>
/// <remarks>No record, because a record shows its members, and one of these is secret.</remarks>
public sealed partial class S3Options
{
    /// <summary>The provider's name, as requests use it.</summary>
    /// <value>The default is <c>s3</c>.</value>
    public string Name { get; init; } = S3Provider.Name;

    /// <summary>
    /// <c>ACCESS:SECRET</c>, or <c>ACCESS:SECRET:SESSION</c>; with an <see cref="Account"/>, without the access key id.
    /// </summary>
    /// <value>The default is null: every upload then fails for want of a key.</value>
    public string? Key { get; init; }

    /// <summary>Where the key comes from, in the user's words, such as <c>env:S3_KEY</c>.</summary>
    /// <value>The default is null: nobody said.</value>
    public string? KeyName { get; init; }

    /// <summary>The access key id, where it is not a part of the key.</summary>
    /// <value>The default is null.</value>
    public string? Account { get; init; }

    /// <summary>The region in which the buckets lie, such as <c>eu-central-1</c>.</summary>
    /// <value>The default is null: needed without a <see cref="Url"/>, and <c>us-east-1</c> with one.</value>
    public string? Region { get; init; }

    /// <summary>
    /// The address of a store that is not Amazon's, http or https, without a path of buckets. Buckets then stand in
    /// the path, not in the host name.
    /// </summary>
    /// <value>The default is null: Amazon S3 in the region.</value>
    public string? Url { get; init; }

    /// <summary>The longest an upload may take; above 0, at most a day.</summary>
    /// <value>The default is 10 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The pair of keys; null if there is none.</summary>
    internal AwsKey? Pair => Key is null ? null : AwsKey.Parse(Account is null ? Key : $"{Account}:{Key}");

    /// <summary>Throws <see cref="ArgumentException"/> if a value is outside its range.</summary>
    internal void Check()
    {
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
        {
            throw new ArgumentException($"An upload may take up to a day, not {Timeout}.");
        }

        if (Region is not null && !RegionForm().IsMatch(Region))
        {
            throw new ArgumentException("A region is written as in `region: eu-central-1`.");
        }

        Objects.StoreAddress.Check(Url);
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,40}\z", RegexOptions.NonBacktracking)]
    private static partial Regex RegionForm();
}
