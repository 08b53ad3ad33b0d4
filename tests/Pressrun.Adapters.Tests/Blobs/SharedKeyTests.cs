using System.Text;
using Pressrun.Providers.Blobs;

namespace Pressrun.Adapters.Tests.Blobs;

/// <summary>
/// Against signatures worked out by another program: the text to sign, written out line for line after Microsoft's page
/// "Authorize with Shared Key", through <c>openssl dgst -sha256 -mac HMAC</c>.
/// </summary>
public sealed class SharedKeyTests
{
    private static readonly string Key = Convert.ToBase64String(
        Encoding.ASCII.GetBytes("a key of sixty-four bytes, made up for this test and for nothing"));

    [Fact]
    public void A_blob_that_must_be_new() => Assert.Equal(
        "SharedKey shows:ec61AtC3F9pjjl0uwZp44G6m8J5iTGoVxgvDQ+eo7T4=",
        Sign("shows", "PUT", "/public/a%20b.txt", new()
        {
            ["content-length"] = "5",
            ["content-md5"] = "XUFAKrxLKna5cZ2REBfFkg==",
            ["content-type"] = "text/plain; charset=utf-8",
            ["if-none-match"] = "*",
            ["x-ms-version"] = "2021-12-02",
            ["x-ms-blob-type"] = "BlockBlob",
            ["x-ms-date"] = "Sun, 22 Nov 2026 08:30:00 GMT",
        }));

    [Fact]
    public void A_question_to_an_account_that_stands_in_the_path() => Assert.Equal(
        "SharedKey devstoreaccount1:vobw824hSf2DwL2NoSlQBLvakHDPPe5U29qevD3FWH4=",
        Sign("devstoreaccount1", "HEAD", "/devstoreaccount1/public/a.txt", new()
        {
            ["x-ms-date"] = "Sun, 22 Nov 2026 08:30:00 GMT",
            ["x-ms-version"] = "2021-12-02",
        }));

    [Fact]
    public void An_empty_blob_that_replaces_another() => Assert.Equal(
        "SharedKey shows:+ZWLAN4bHl7QKkXXE0DfVmTQYkCWQpHyZ4Ol2YevkqA=",
        Sign("shows", "PUT", "/$web/feed.xml", new()
        {
            ["content-md5"] = "1B2M2Y8AsgTpgAmY7PhCfg==",
            ["content-type"] = "application/xml",
            ["if-match"] = "\"0x8D\"",
            ["x-ms-blob-type"] = "BlockBlob",
            ["x-ms-date"] = "Sun, 22 Nov 2026 08:30:00 GMT",
            ["x-ms-meta-pressrunsha256"] = "e3b0",
            ["x-ms-version"] = "2021-12-02",
        }));

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("abc")]
    public void What_is_no_Base64_is_no_key(string key) => Assert.Null(SharedKey.Parse(key));

    private static string Sign(string account, string method, string path, Dictionary<string, string> headers) =>
        SharedKey.Parse(Key)!.Sign(account, method, path, headers);
}
