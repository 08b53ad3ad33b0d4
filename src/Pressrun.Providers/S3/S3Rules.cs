using Pressrun.Providers.Objects;
using Pressrun.Providers.Profiles;

namespace Pressrun.Providers.S3;

/// <summary>
/// What the errors of S3 mean (Amazon S3 API reference, "Error responses", read in November 2026). Pure.
/// </summary>
internal static class S3Rules
{
    // Beyond it a signature is refused.
    private static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(15);

    /// <summary>What an answer means.</summary>
    /// <param name="answer">The answer, no success.</param>
    /// <param name="bucket">The bucket that was asked for.</param>
    /// <param name="now">The time here.</param>
    public static ObjectRule Of(ObjectAnswer answer, string bucket, DateTimeOffset now) => answer.Code switch
    {
        "RequestTimeTooSkewed" => Clock,
        "SignatureDoesNotMatch" => answer.Ahead(now)?.Duration() > SkewMax ? Clock : new(Meaning.Credentials,
            "the signature is wrong; correct the secret part of the key, and `region` if the store has one"),
        "InvalidAccessKeyId" or "InvalidClientTokenId" => new(Meaning.Credentials,
            "it does not know the access key id; correct the key, or `url` if the key is another store's"),
        "ExpiredToken" or "InvalidToken" or "TokenRefreshRequired" => new(Meaning.Credentials,
            "the session of the key is over; get a new one"),
        "AccessDenied" or "AllAccessDisabled" or "AccountProblem" or "NotSignedUp" => new(Meaning.Credentials,
            $"the key may not put objects into `{bucket}`; give it the right s3:PutObject there, or take another"),
        "NoSuchBucket" => new(Meaning.Permanent,
            $"there is no bucket `{bucket}`; make it, or correct its name or `region`"),
        "InvalidBucketName" => new(Meaning.Permanent, $"`{bucket}` cannot be a bucket; correct its name"),
        "SlowDown" or "TooManyRequests" or "RequestLimitExceeded" or "ThrottlingException" => new(Meaning.RateShort,
            "it still asks to send less; lower the stage's `limits`, or try again later"),
        // A new bucket's name takes some hours to be known everywhere.
        "TemporaryRedirect" => new(Meaning.Transient,
            "the bucket is new and not yet known everywhere; try again later, or correct `region`"),
        "RequestTimeout" or "OperationAborted" or "InternalError" => ObjectRule.Of(500),
        "BadDigest" or "XAmzContentSHA256Mismatch" or "XAmzContentChecksumMismatch" or "IncompleteBody" => new(
            Meaning.Transient, "the content arrived changed; try again later"),
        "EntityTooLarge" => ObjectRule.Of(413),
        "KeyTooLongError" => new(Meaning.Permanent, "the path is too long; shorten its names"),
        "NotImplemented" => ObjectRule.Of(501),
        "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" =>
            Elsewhere(answer, bucket),
        _ when answer.Status is >= 300 and < 400 => Elsewhere(answer, bucket),
        _ => ObjectRule.Of(answer.Status),
    };

    private static ObjectRule Clock => new(Meaning.Credentials,
        "the clock of this machine is wrong, and signatures are only valid for minutes; set the clock");

    private static ObjectRule Elsewhere(ObjectAnswer answer, string bucket) =>
        new(Meaning.Permanent, answer.Header("x-amz-bucket-region") is { Length: <= 40 } region
            && region.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
                ? $"the bucket `{bucket}` lies in another region; write `region: {region}`"
                : $"the bucket `{bucket}` lies in another region, or at another store; correct `region` or `url`");
}
