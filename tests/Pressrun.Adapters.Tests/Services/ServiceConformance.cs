using System.Text;
using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;
using Pressrun.Providers.Prices;
using Pressrun.Providers.Profiles;
using Pressrun.Providers.Services;
using Pressrun.Quotas;

namespace Pressrun.Adapters.Tests.Services;

/// <summary>What every paid service must do, against a vendor behind a real socket.</summary>
public abstract class ServiceConformance : IAsyncLifetime
{
    private readonly HttpMessageInvoker _http = ServiceHttp.Create();
    private FakeServer _server = null!;
    private Func<FakeRequest, FakeReply> _answer = null!;

    private protected abstract FakeVendor Vendor { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _answer = request => Vendor.Answer(request, new());
        _server = await FakeServer.StartAsync(request => _answer(request));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_answer_is_asked_in_the_vendors_form_and_read()
    {
        var (reply, answer) = await AskAsync();
        Assert.Equal(Outcome.Answered.Instance, reply.Outcome);
        Assert.Equal(200, reply.Status);
        Assert.Equal(Vendor.TellsRequestId, reply.RequestId is not null);
        Assert.Equal(Vendor.IsSpeech ? "" : "It was a quiet night.", answer.Text);
        Assert.Equal(Vendor.IsSpeech, answer.Blob is not null);
        Assert.False(answer.IsTruncated);
    }

    [Fact]
    public async Task What_is_booked_is_what_the_vendor_bills()
    {
        var (reply, _) = await AskAsync();
        Assert.NotNull(reply.Tariff);
        Assert.Equal(Vendor.IsBillKnown, reply.Tariff != "unknown");
        Assert.Equal(Vendor.TellsUsage, !reply.IsEstimated);
        Assert.NotEqual(default, reply.Usage);
        if (Vendor.TellsUsage)
        {
            Assert.Equal(_server.Bills.Sum(bill => bill.Micros), reply.Cost.Micros);
        }
    }

    [Fact]
    public async Task A_call_never_costs_more_than_its_worst_case()
    {
        var service = Service();
        var (reply, _) = await AskAsync();
        var worst = service.Estimate(CallOf()).WorstCase;
        Assert.Equal(Vendor.IsPriced, worst > Money.Zero);
        if (Vendor.IsPriced)
        {
            Assert.InRange(reply.Cost.Micros, 1, worst.Micros);
        }
    }

    [Fact]
    public async Task Every_error_means_what_it_means_to_the_vendor()
    {
        var wrong = new List<string>();
        foreach (var error in Vendor.Errors)
        {
            _answer = _ => error.Reply;
            var reply = await Service().SendAsync(CallOf(), 1, Token);
            if (WithoutWords(reply.Outcome) != WithoutWords(error.Means))
            {
                wrong.Add($"{error}: {reply.Outcome}");
            }

            Assert.Equal(Money.Zero, reply.Cost);
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task What_headers_tell_of_limits_reaches_the_lane()
    {
        var service = Service();
        var (reply, _) = await AskAsync();
        var lane = service.Profile.LaneOf(Vendor.Model);
        var reading = HeaderReader.Read(lane, reply.Headers);
        foreach (var (unit, limit, remaining) in Vendor.Told)
        {
            if (unit == Unit.Slots)
            {
                Assert.Equal((int)limit, reading!.SlotsMax);
                continue;
            }

            var told = reading!.Of(lane.Limits.TakeWhile(one => one.Unit != unit).Count());
            Assert.Equal(((double?)limit, (double?)remaining), (told!.Value.Limit, told.Value.Remaining));
        }
    }

    [Fact]
    public async Task A_slow_answer_is_awaited()
    {
        _answer = request => Vendor.Answer(request, new()) with { Mishap = FakeMishap.Slow };
        Assert.Equal(Outcome.Answered.Instance, (await AskAsync()).Reply.Outcome);
    }

    [Theory]
    [InlineData("Cut")]
    [InlineData("Drop")]
    public async Task An_answer_that_breaks_off_is_unknown(string mishap)
    {
        _answer = request => Vendor.Answer(request, new()) with { Mishap = Enum.Parse<FakeMishap>(mishap) };
        Assert.IsType<Outcome.Unknown>((await Service().SendAsync(CallOf(), 1, Token)).Outcome);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task An_answer_that_never_comes_can_be_given_up()
    {
        _answer = request => Vendor.Answer(request, new()) with { Mishap = FakeMishap.Hang };
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sending = Service().SendAsync(CallOf(), 1, giveUp.Token);
        while (_server.Requests.IsEmpty)
        {
            await Task.Delay(5, Token);
        }

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_was_sent_nothing()
    {
        var nobody = new ModelService(
            SettingsOf() with { Url = "http://127.0.0.1:1" + Vendor.Base }, _http, TimeProvider.System);
        var refused = Assert.IsType<Outcome.Refused>((await nobody.SendAsync(CallOf(), 1, Token)).Outcome);
        Assert.Equal((Refusal.Overload, "cannot be reached: the host refuses the connection"),
            (refused.Class, refused.Cause));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Welcome to the captive portal</html>")]
    [InlineData("{\"choices\": 7, \"content\": 7, \"output\": 7}")]
    [InlineData("[1,2")]
    public async Task A_success_that_is_none_is_paid_kept_and_never_read_as_an_answer(string body)
    {
        _answer = _ => new(200, body) { ContentType = "text/html" };
        var service = Service();
        var reply = await service.SendAsync(CallOf(), 1, Token);
        Assert.Equal(Vendor.IsPriced, reply.Cost > Money.Zero);
        if (Vendor.IsSpeech && body.Length > 0)
        {
            Assert.Equal(new Outcome.Failed(Failure.Permanent, "a page of text instead of sound"), reply.Outcome);
            return;
        }

        Assert.Equal(Outcome.Answered.Instance, reply.Outcome);
        Assert.Throws<FormatException>(() => service.Read(CallOf(), reply));
    }

    [Fact]
    public async Task A_success_that_holds_an_error_is_that_error()
    {
        _answer = _ => Vendor.Refuse(401, "invalid_api_key", "nobody knows this key") with { Status = 200 };
        var reply = await Service().SendAsync(CallOf(), 1, Token);
        Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Equal(Money.Zero, reply.Cost);
    }

    [Fact]
    public async Task Half_a_character_loses_no_answer_and_no_bill()
    {
        if (Vendor.IsSpeech)
        {
            return;
        }

        _answer = request =>
        {
            var reply = Vendor.Answer(request, new());
            var text = Encoding.UTF8.GetString(reply.Body)
                .Replace("night", "ni\\ud83dght", StringComparison.Ordinal)
                .Replace($"\"{Vendor.Model}\"", "\"m\\ud83d\"", StringComparison.Ordinal);
            return reply with { Body = Encoding.UTF8.GetBytes(text) };
        };
        var (reply, answer) = await AskAsync();
        Assert.Equal("It was a quiet ni\ufffdght.", answer.Text);
        if (Vendor.IsBillKnown)
        {
            Assert.Equal(_server.Bills.Sum(bill => bill.Micros), reply.Cost.Micros);
        }
    }

    [Fact]
    public async Task A_refusal_in_another_encoding_is_the_refusal_it_is()
    {
        _answer = _ => new(429, [.. "{\"error\":{\"message\":\"cl"u8, 0xE9, .. "\"}}"u8]);
        Assert.IsType<Outcome.Refused>((await Service().SendAsync(CallOf(), 1, Token)).Outcome);
    }

    [Fact]
    public async Task An_answer_of_ten_megabytes_is_kept_whole()
    {
        var text = new string('x', 10 << 20);
        _answer = request => Vendor.Answer(request, new(Text: text));
        var (reply, answer) = await AskAsync();
        Assert.True(reply.Body.Length >= 10 << 20);
        Assert.Equal(Vendor.IsSpeech ? 0 : text.Length, answer.Text.Length);
    }

    [Fact]
    public async Task An_answer_larger_than_any_is_refused_whole()
    {
        _answer = request => Vendor.Answer(request, new(Text: new string('x', 2 << 20)));
        var service = new ModelService(SettingsOf() with { AnswerMax = 1 << 20 }, _http, TimeProvider.System);
        Assert.IsType<Outcome.Failed>((await service.SendAsync(CallOf(), 1, Token)).Outcome);
    }

    [Fact]
    public async Task An_answer_cut_off_at_its_length_says_so()
    {
        if (Vendor.IsSpeech)
        {
            return;
        }

        _answer = Vendor.Truncated;
        Assert.True((await AskAsync()).Answer.IsTruncated);
    }

    [Fact]
    public async Task A_key_that_is_shown_back_is_kept_nowhere()
    {
        foreach (var reply in new[]
        {
            Vendor.Refuse(401, "invalid_api_key", $"You sent {FakeVendor.Key}; that is no key."),
            Vendor.Refuse(400, FakeVendor.Key, "bad"),
            new FakeReply(500, $"GET / Authorization: Bearer {FakeVendor.Key}") { ContentType = "text/plain" },
            Vendor.Answer(await RequestAsync(), new(Text: $"The key is {FakeVendor.Key}.")),
        })
        {
            _answer = _ => reply with
            {
                Headers = [.. reply.Headers, new("x-echo", FakeVendor.Key), new("x-request-id", FakeVendor.Key)],
            };
            var kept = await Service().SendAsync(CallOf(), 1, Token);
            Assert.DoesNotContain(FakeVendor.Key, kept.ToString());
            Assert.DoesNotContain(FakeVendor.Key, Encoding.UTF8.GetString(kept.Body.Bytes.Span));
            Assert.DoesNotContain(FakeVendor.Key, string.Join(' ', kept.Headers.Values));
        }
    }

    [Fact]
    public async Task Nothing_a_service_says_can_break_what_reads_it()
    {
        var chance = new Random(6);
        var service = Service();
        for (var round = 0; round < 200; round++)
        {
            var body = new byte[chance.Next(0, 400)];
            chance.NextBytes(body);
            var status = round % 3 == 0 ? 200 : chance.Next(200, 600);
            _answer = _ => new(status, body)
            {
                Headers = [new("retry-after", $"{chance.Next()}{(char)chance.Next(33, 127)}")],
                ContentType = round % 2 == 0 ? "application/json" : "x/y",
            };
            var reply = await service.SendAsync(CallOf(), 1, Token);
            if (reply.Outcome is Outcome.Answered && !Vendor.IsSpeech)
            {
                Assert.Throws<FormatException>(() => service.Read(CallOf(), reply));
            }
        }
    }

    /// <summary>From now on the vendor answers so.</summary>
    private protected void Answer(Func<FakeRequest, FakeReply> answer) => _answer = answer;

    /// <summary>What the vendor was sent, in order.</summary>
    private protected IEnumerable<FakeRequest> Requests => _server.Requests;

    private protected ModelService Service(ServiceSettings? settings = null) =>
        new(settings ?? SettingsOf(), _http, TimeProvider.System);

    private protected ServiceSettings SettingsOf() => new()
    {
        Name = "it",
        Profile = ServiceProfiles.All[Vendor.Kind],
        Prices = PriceBook.Shipped,
        Url = _server.Address + Vendor.Base,
        Region = Vendor.Region,
        Key = Vendor.GivenKey,
        Models = [Vendor.Model],
    };

    private protected Call CallOf(string? content = null) => Calls.Of(Vendor.Model, content
        ?? (Vendor.IsSpeech
            ? $$"""{"text":"Good evening.","language":"en-GB","voice":"{{Vendor.Voice}}"}"""
            : """{"prompt":"Tell of the night.","max_tokens":500}"""));

    private protected async Task<(Reply Reply, Answer Answer)> AskAsync(string? content = null)
    {
        var (service, call) = (Service(), CallOf(content));
        var reply = await service.SendAsync(call, 1, Token);
        Assert.True(reply.Outcome is Outcome.Answered, $"{reply.Outcome} {reply.Body.ToText()}");
        return (reply, service.Read(call, Vendor.IsSpeech ? reply with { Body = new(new Blob("00", 1)) } : reply));
    }

    // What the vendor was really sent.
    private protected async Task<FakeRequest> RequestAsync(string? content = null)
    {
        await Service().SendAsync(CallOf(content), 1, Token);
        return Last();
    }

    private protected FakeRequest Last() => _server.Requests.Last();

    private static Outcome WithoutWords(Outcome outcome) => outcome switch
    {
        Outcome.Failed failed => failed with { Cause = "" },
        Outcome.Unknown unknown => unknown with { Cause = "" },
        Outcome.Refused refused => refused with { Cause = null },
        _ => outcome,
    };
}
