using Pressrun.Providers.Objects;
using Pressrun.Providers.Profiles;

namespace Pressrun.Providers.Blobs;

/// <summary>
/// What the errors of Azure Blob Storage mean (Microsoft, "Blob service error codes" and "Common REST API error codes",
/// read in November 2026). Pure.
/// </summary>
internal static class BlobRules
{
    // Beyond it a signature is refused.
    private static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(15);

    /// <summary>What an answer means.</summary>
    /// <param name="answer">The answer, no success.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="isSigned">Whether it was signed with the account's key.</param>
    /// <param name="now">The time here.</param>
    public static ObjectRule Of(ObjectAnswer answer, ObjectRequest request, bool isSigned, DateTimeOffset now) =>
        answer.Code switch
        {
            "AuthenticationFailed" or "InvalidAuthenticationInfo" => answer.Ahead(now)?.Duration() > SkewMax
                ? new(Meaning.Credentials,
                    "the clock of this machine is wrong, and signatures are only valid for minutes; set the clock")
                : new(Meaning.Credentials, isSigned
                    ? $"the signature is wrong; correct the key of the account `{request.Account}`"
                    : "the shared access signature is wrong or over; get a new one"),
            "AuthorizationFailure" or "AuthorizationPermissionMismatch" or "InsufficientAccountPermissions"
                or "AuthorizationResourceTypeMismatch" or "AuthorizationServiceMismatch"
                or "AuthorizationSourceIPMismatch" or "AuthorizationProtocolMismatch" => new(Meaning.Credentials,
                $"the key may not put blobs into `{request.Bucket}` from here; let it create, write and read there"),
            "KeyBasedAuthenticationNotPermitted" => new(Meaning.Credentials,
                "the account takes no keys; allow that, or give a shared access signature made by a user"),
            "AccountIsDisabled" => new(Meaning.Credentials, $"the account `{request.Account}` is switched off"),
            "ContainerNotFound" or "ResourceNotFound" => new(Meaning.Permanent,
                $"there is no container `{request.Bucket}`; make it, or correct its name"),
            "ContainerBeingDeleted" => new(Meaning.Transient,
                $"the container `{request.Bucket}` is being deleted; make it anew, or try again later"),
            "ContainerDisabled" => new(Meaning.Permanent, $"the container `{request.Bucket}` is switched off"),
            "LeaseIdMissing" => new(Meaning.Transient, "somebody holds a lease on it; break it, or try again later"),
            "BlobImmutableDueToPolicy" => new(Meaning.Permanent,
                "it is there and may not be changed by a rule of the container; choose another path"),
            "InvalidBlobType" => new(Meaning.Permanent,
                "it is there as another kind of blob; take it away, or choose another path"),
            "RequestBodyTooLarge" => ObjectRule.Of(413),
            "Md5Mismatch" or "Crc64Mismatch" => new(Meaning.Transient, "the content arrived changed; try again later"),
            "InvalidResourceName" or "InvalidUri" => new(Meaning.Permanent, "the path cannot be a blob's; correct it"),
            "ServerBusy" => new(Meaning.RateShort,
                "it still asks to send less; lower the stage's `limits`, or try again later"),
            "InternalError" or "OperationTimedOut" or "AccountBeingCreated" => ObjectRule.Of(500),
            _ => ObjectRule.Of(answer.Status),
        };
}
