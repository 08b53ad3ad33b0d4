using System.Text;
using Pressrun.Providers.Signing;

namespace Pressrun.Adapters.Tests.S3;

/// <summary>
/// Against the examples that AWS publishes for S3 (Amazon S3 API reference, "Signature calculations for the
/// Authorization header: transferring payload in a single chunk").
/// </summary>
public sealed class S3SignatureTests
{
    private static readonly DateTimeOffset Then = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_object_is_asked_for_as_AWS_shows() => Assert.EndsWith(
        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
            + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        Sign("GET", "/test.txt", "", "", [new("Range", "bytes=0-9")]));

    [Fact]
    public void An_object_is_put_as_AWS_shows_with_its_path_escaped_once() => Assert.EndsWith(
        "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, "
            + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        Sign("PUT", "/test%24file.text", "", "Welcome to Amazon S3.",
            [new("Date", "Fri, 24 May 2013 00:00:00 GMT"), new("x-amz-storage-class", "REDUCED_REDUNDANCY")]));

    [Theory]
    [InlineData("lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void A_bucket_is_asked_for_as_AWS_shows(string query, string signature) =>
        Assert.EndsWith($"Signature={signature}", Sign("GET", "/", query, "", []));

    private static string Sign(
        string method, string path, string query, string body, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var hash = SigV4.Hash(Encoding.UTF8.GetBytes(body));
        var pair = AwsKey.Parse("AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")!;
        return new SigV4(pair, "us-east-1", "s3").Sign(method, path, query,
            [new("Host", "examplebucket.s3.amazonaws.com"), new("x-amz-content-sha256", hash), .. headers],
            hash, Then)[^1].Value;
    }
}
