using System.Text;
using Pressrun.Providers.Signing;

namespace Pressrun.Adapters.Tests.Services;

/// <summary>Against what AWS publishes: its test suite for signatures, and the example of its guide.</summary>
public sealed class SigV4Tests
{
    private const string Token = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";

    private static readonly DateTimeOffset Then = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("get-vanilla", "GET", "/", "",
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("get-vanilla-query-order-key-case", "GET", "/", "Param2=value2&Param1=value1",
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("get-vanilla-query-order-encoded", "GET", "/", "Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
        "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac")]
    [InlineData("get-vanilla-utf8-query", "GET", "/", "ሴ=bar",
        "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04")]
    [InlineData("get-utf8", "GET", "/ሴ", "",
        "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85")]
    [InlineData("get-space", "GET", "/example space/", "",
        "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741")]
    [InlineData("get-unreserved", "GET", "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "",
        "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f")]
    [InlineData("post-vanilla", "POST", "/", "",
        "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("post-vanilla-query", "POST", "/", "Param1=value1",
        "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11")]
    public void A_request_is_signed_as_the_suite_of_AWS_signs_it(
        string name, string method, string path, string query, string signature) =>
        Assert.Equal((name, $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
            + $"SignedHeaders=host;x-amz-date, Signature={signature}"), (name, Sign(method, path, query)));

    [Fact]
    public void Values_of_headers_are_signed_with_single_spaces() =>
        Assert.EndsWith("SignedHeaders=host;my-header1;my-header2;x-amz-date, "
            + "Signature=acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
            Sign("GET", "/", "", headers: [new("My-Header1", " value1"), new("My-Header2", "\"a   b   c\"")]));

    [Fact]
    public void A_form_is_signed_with_its_body() =>
        Assert.EndsWith("SignedHeaders=content-length;content-type;host;x-amz-content-sha256;x-amz-date, "
            + "Signature=d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b",
            Sign("POST", "/", "", "Param1=value1",
            [
                new("Content-Type", "application/x-www-form-urlencoded"), new("Content-Length", "13"),
                new("x-amz-content-sha256", "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"),
            ]));

    [Fact]
    public void The_token_of_a_session_is_signed_too() =>
        Assert.EndsWith("SignedHeaders=host;x-amz-date;x-amz-security-token, "
            + "Signature=07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8",
            Sign("GET", "/", "", session: $":{Token}"));

    [Fact]
    public void The_example_of_the_guide_is_signed_as_it_shows() =>
        Assert.Equal("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
            + "SignedHeaders=content-type;host;x-amz-date, "
            + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
            new SigV4(Key(), "us-east-1", "iam").Sign("GET", "/", "Action=ListUsers&Version=2010-05-08",
                [
                    new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                    new("Host", "iam.amazonaws.com"),
                ],
                [], Then)[^1].Value);

    [Fact]
    public void What_is_escaped_on_the_way_is_escaped_again()
    {
        var once = Sign("GET", "/model/amazon.nova-lite-v1:0", "");
        Assert.Equal(once, Sign("GET", "/model/amazon.nova-lite-v1:0", ""));
        Assert.NotEqual(once, Sign("GET", "/model/amazon.nova-lite-v1%3A0", ""));
    }

    [Theory]
    [InlineData("ABSKQmVkcm9ja0FQSUtleQ==")]
    [InlineData("a:")]
    [InlineData(":b")]
    [InlineData("a:b:c:d")]
    [InlineData("")]
    public void A_key_that_is_no_pair_signs_nothing(string key) => Assert.Null(AwsKey.Parse(key));

    [Fact]
    public void A_session_left_empty_is_none() => Assert.Null(AwsKey.Parse("a:b:")!.Session);

    private static AwsKey Key(string session = "") =>
        AwsKey.Parse("AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" + session)!;

    private static string Sign(
        string method, string path, string query, string body = "",
        IReadOnlyList<KeyValuePair<string, string>>? headers = null, string session = "") =>
        new SigV4(Key(session), "us-east-1", "service").Sign(method, path, query,
            [new("Host", "example.amazonaws.com"), .. headers ?? []], Encoding.UTF8.GetBytes(body), Then)[^1].Value;
}
