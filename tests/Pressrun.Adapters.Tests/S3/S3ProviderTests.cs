using Pressrun.Adapters.Tests.Objects;
using Pressrun.Model;
using Pressrun.Providers.S3;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.S3;

/// <summary>S3 as a target.</summary>
public sealed class S3ProviderTests : ObjectConformance
{
    private readonly S3Server _server = new();

    private protected override ObjectServer Server => _server;

    protected override IReadOnlyList<string> Canaries => [S3Server.Secret, S3Server.Access, _server.Key];

    protected override string PlaceOf(string path) => $"s3://shows/{path}";

    protected override string Kept(string path) => $"/shows/{path}";

    protected override Request RequestOf(string path, Blob blob, bool replaces = false) =>
        S3Provider.RequestOf("shows", path, blob, replaces);

    protected override Request RequestOf(string path, string text) => S3Provider.RequestOf("shows", path, text);

    protected override IProvider ProviderOf(
        TimeProvider time, Func<Blob, Stream> open, string? url = null, bool hasKey = true) => new S3Provider(
        new() { Key = hasKey ? _server.Key : null, Region = S3Server.Region, Url = url ?? _server.Address },
        open, time);

    [Theory]
    [InlineData(403, "SignatureDoesNotMatch", Failure.Credentials, "correct the secret part of the key")]
    [InlineData(403, "InvalidAccessKeyId", Failure.Credentials, "it does not know the access key id")]
    [InlineData(400, "ExpiredToken", Failure.Credentials, "the session of the key is over")]
    [InlineData(403, "AccessDenied", Failure.Credentials, "give it the right s3:PutObject")]
    [InlineData(403, "RequestTimeTooSkewed", Failure.Credentials, "set the clock")]
    [InlineData(403, "", Failure.Credentials, "correct the key or its rights")]
    [InlineData(404, "NoSuchBucket", Failure.Permanent, "there is no bucket `shows`; make it")]
    [InlineData(404, "", Failure.Permanent, "it knows no such place; correct the address")]
    [InlineData(400, "InvalidBucketName", Failure.Permanent, "cannot be a bucket")]
    [InlineData(400, "EntityTooLarge", Failure.Permanent, "too large")]
    [InlineData(400, "KeyTooLongError", Failure.Permanent, "the path is too long")]
    [InlineData(400, "BadDigest", Failure.Transient, "arrived changed")]
    [InlineData(400, "RequestTimeout", Failure.Transient, "try again later")]
    [InlineData(501, "NotImplemented", Failure.Permanent, "(If-None-Match)")]
    [InlineData(411, "MissingContentLength", Failure.Permanent, "(If-None-Match)")]
    [InlineData(405, "MethodNotAllowed", Failure.Permanent, "it does not take the object")]
    [InlineData(409, "OperationAborted", Failure.Transient, "try again later")]
    [InlineData(500, "InternalError", Failure.Transient, "try again later")]
    [InlineData(502, "", Failure.Transient, "try again later")]
    [InlineData(507, "XMinioStorageFull", Failure.Transient, "try again later")]
    [InlineData(307, "TemporaryRedirect", Failure.Transient, "the bucket is new")]
    [InlineData(302, "", Failure.Permanent, "correct `region` or `url`")]
    public async Task An_error_is_told_with_what_to_do(int status, string code, Failure failure, string hint)
    {
        _server.Instead = _ => new(status, code);
        var failed = Failed(failure, await SendAsync(RequestOf("one.mp3", Blob("sound"))));

        Assert.StartsWith($"s3://shows/one.mp3: the store answers {status}{(code.Length > 0 ? " " : "")}{code}: ",
            failed.Cause, StringComparison.Ordinal);
        Assert.Contains(hint, failed.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301, "PermanentRedirect")]
    [InlineData(400, "AuthorizationHeaderMalformed")]
    [InlineData(301, "")]
    public async Task A_bucket_in_another_region_is_named_with_its_region(int status, string code)
    {
        _server.Instead = _ => new(status, code, ("x-amz-bucket-region", "us-west-2"));

        Assert.EndsWith("the bucket `shows` lies in another region; write `region: us-west-2`",
            Failed(Failure.Permanent, await SendAsync(RequestOf("one.mp3", Blob("sound")))).Cause);
    }

    [Theory]
    [InlineData("SlowDown", Refusal.RateShort)]
    [InlineData("ServiceUnavailable", Refusal.Overload)]
    public async Task A_store_under_load_is_waited_for(string code, Refusal refusal)
    {
        _server.Instead = _ => new(503, code);
        var refused = Assert.IsType<Outcome.Refused>((await SendAsync(RequestOf("one.mp3", Blob("sound")))).Outcome);

        Assert.Equal((refusal, $"s3://shows/one.mp3: the store answers 503 {code}"), (refused.Class, refused.Cause));
        Failed(Failure.Transient, await SendAsync(RequestOf("one.mp3", Blob("sound")), attempt: 11));
    }

    [Fact]
    public async Task A_wrong_signature_with_a_clock_far_off_is_the_clocks_fault()
    {
        _server.Date = "Sun, 22 Nov 2020 08:30:00 GMT";
        _server.Instead = _ => new(403, "SignatureDoesNotMatch");

        Assert.EndsWith("set the clock",
            Failed(Failure.Credentials, await SendAsync(RequestOf("one.mp3", Blob("sound")))).Cause);
    }

    [Theory]
    [InlineData($"{S3Server.Access}:wrong", "correct the secret part of the key")]
    [InlineData($"AKIDOTHER:{S3Server.Secret}", "it does not know the access key id")]
    [InlineData("ABSKQmVkcm9ja0FQSUtleQ==", "is no pair")]
    public async Task A_wrong_key_stops_the_lane(string key, string hint)
    {
        using var provider = ProviderOf(new() { Key = key, Region = S3Server.Region, Url = _server.Address });

        Assert.Contains(hint, Failed(Failure.Credentials,
            await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct)).Cause,
            StringComparison.Ordinal);
        Assert.Empty(_server.Objects);
    }

    [Fact]
    public async Task An_account_beside_the_key_is_its_first_part()
    {
        using var provider = ProviderOf(new()
        {
            Account = S3Server.Access,
            Key = S3Server.Secret,
            Region = S3Server.Region,
            Url = _server.Address,
        });

        Answered(await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct));
    }

    [Fact]
    public async Task A_session_is_shown_and_signed()
    {
        await using var server = new S3Server { Session = "IQoJb3JpZ2luX2VjEcanary//" };
        await server.StartAsync();
        using var provider = ProviderOf(new() { Key = server.Key, Region = S3Server.Region, Url = server.Address });

        Answered(await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct));
    }

    [Fact]
    public async Task A_region_is_needed_at_Amazon()
    {
        using var provider = ProviderOf(new() { Key = _server.Key });

        Assert.Contains("needs a region: write one beside the key", Failed(Failure.Credentials,
            await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct)).Cause,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task What_is_there_already_is_known_in_stores_of_every_kind(bool encrypts, bool tellsChecksums)
    {
        (_server.Encrypts, _server.TellsChecksums) = (encrypts, tellsChecksums);
        await SendAsync(RequestOf("one.mp3", Blob("sound")));

        Answered(await SendAsync(RequestOf("one.mp3", Blob("sound")), attempt: 2));
        Failed(Failure.Permanent, await SendAsync(RequestOf("one.mp3", Blob("noise"))));
    }

    [Fact]
    public async Task An_object_that_another_program_put_is_known_by_its_ETag()
    {
        _server.Objects["/shows/one.mp3"] = new("sound"u8.ToArray(), "\"b5fd5ada9f7c91ad58d33b6d93d8a4bf\"");
        var md5 = Convert.ToHexStringLower(ObjectVisit.Md5Of("sound"u8.ToArray()));
        _server.Objects["/shows/two.mp3"] = new("sound"u8.ToArray(), $"\"{md5}\"");

        Failed(Failure.Permanent, await SendAsync(RequestOf("one.mp3", Blob("sound"))));
        Answered(await SendAsync(RequestOf("two.mp3", Blob("sound"))));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Shows")]
    [InlineData("sh..ows")]
    [InlineData("127.0.0.1")]
    [InlineData("shows.example.org/x")]
    [InlineData("shows@evil")]
    [InlineData("-shows")]
    public async Task A_bucket_that_could_be_something_else_sends_nothing(string bucket)
    {
        Assert.Contains("is no bucket", Failed(Failure.Permanent,
            await SendAsync(S3Provider.RequestOf(bucket, "one.mp3", "x"))).Cause, StringComparison.Ordinal);
        Assert.Empty(_server.Visits);
    }

    [Theory]
    [InlineData("shows", "eu-central-1", "https://shows.s3.eu-central-1.amazonaws.com/a%20b/caf%C3%A9.mp3")]
    [InlineData("my.shows", "eu-central-1", "https://s3.eu-central-1.amazonaws.com/my.shows/a%20b/caf%C3%A9.mp3")]
    [InlineData("shows", "cn-north-1", "https://shows.s3.cn-north-1.amazonaws.com.cn/a%20b/caf%C3%A9.mp3")]
    public void At_Amazon_the_bucket_stands_in_the_host_name(string bucket, string region, string address)
    {
        var wire = new S3Wire(new() { Key = _server.Key, Region = region }, TimeProvider.System);

        Assert.Equal(address,
            wire.AddressOf(wire.Parse(S3Provider.RequestOf(bucket, "a b/café.mp3", "x"))).AbsoluteUri);
    }

    [Theory]
    [InlineData("eu/central", null)]
    [InlineData("evil.example#", null)]
    [InlineData(null, "ftp://store.example")]
    [InlineData(null, "https://user:secret@store.example")]
    [InlineData(null, "https://store.example/?x")]
    [InlineData(null, "store.example")]
    public void A_setting_that_makes_no_sense_is_refused_at_once(string? region, string? url) =>
        Assert.DoesNotContain("secret", Assert.Throws<ArgumentException>(
            () => ProviderOf(new() { Region = region, Url = url })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_request_for_another_store_is_not_sent_to_this_one()
    {
        var request = RequestOf("one.mp3", "x");
        Failed(Failure.Permanent, await SendAsync(request with
        {
            Content = request.Content.Replace("{", "{\"url\":\"https://other.example\",", StringComparison.Ordinal),
        }));

        Assert.Empty(_server.Visits);
    }

    [Fact]
    public void The_request_is_written_in_one_way_only()
    {
        var blob = Blob("sound");

        Assert.Equal($$"""{"bucket":"shows","path":"a/é.mp3","blob":"{{blob.Hash}}","replace":true}""",
            S3Provider.RequestOf("shows", "a/é.mp3", blob, replaces: true).Content);
        Assert.Equal("""{"bucket":"shows","path":"a.txt","text":"x"}""",
            S3Provider.RequestOf("shows", "a.txt", "x").Content);
    }

    private S3Provider ProviderOf(S3Options options) => new(options, Open, TimeProvider.System);
}
