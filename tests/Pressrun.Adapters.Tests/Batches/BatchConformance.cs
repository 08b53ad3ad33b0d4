using System.Text;
using Pressrun.Adapters.Tests.Batches.Fakes;
using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Adapters.Tests.Batches;

/// <summary>What a service asked in batches must do for each call, as it does for a live one.</summary>
public abstract class BatchConformance : IDisposable
{
    private Press? _press;

    private protected Press Press => _press ??= new(NewVendor());

    private protected BatchVendor Vendor => Press.Vendor;

    private string Model => Vendor.Live.Model;

    private protected abstract BatchVendor NewVendor();

    public void Dispose()
    {
        _press?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void An_answer_is_read_and_booked_at_half_the_price()
    {
        var call = Rows.CallOf(1, Model);
        var (reply, answer) = Press.With(async (service, _) =>
        {
            var got = await service.SendAsync(call, 1, CancellationToken.None);
            return (got, service.Read(call, got));
        });
        Assert.Equal((Outcome.Answered.Instance, 200), (reply.Outcome, reply.Status));
        Assert.Equal("It was a quiet night.", answer.Text);
        Assert.Equal(new Usage(36, 64, 0, 0, 51, 20), reply.Usage);
        Assert.Equal((Vendor.Billed, false), (reply.Cost.Micros, reply.IsEstimated));
        Assert.EndsWith("/batch", reply.Tariff, StringComparison.Ordinal);
    }

    [Fact]
    public void The_worst_case_is_that_of_a_batch()
    {
        var call = Rows.CallOf(1, Model);
        using var http = ServiceHttp.Create();
        var live = new ModelService(Press.Settings, http, TimeProvider.System).Estimate(call).WorstCase.Micros;
        var (worst, billed) = Press.With(async (service, _) => (service.Estimate(call).WorstCase.Micros,
            (await service.SendAsync(call, 1, CancellationToken.None)).Cost.Micros));
        Assert.Equal((live + 1) / 2, worst);
        Assert.InRange(billed, 1, worst);
    }

    [Fact]
    public void It_has_a_lane_of_its_own_for_each_model()
    {
        var profile = Press.With((service, _) => Task.FromResult(service.Profile));
        Assert.Equal(("it batch", true, RecoveryWay.Check),
            (profile.Provider, profile.GoesOnAlone, profile.Recovery));
        Assert.Equal($"it/{Model} batch", profile.LaneOf(Model).Name);
        Assert.Equal("it/another batch", profile.LaneOf("another").Name);
        Assert.Equal([Limit.AtOnce(25_000)], profile.LaneOf(Model).Limits);
    }

    [Fact]
    public void A_model_without_a_price_in_batches_is_booked_as_unknown()
    {
        var call = Rows.CallOf(1, "a-model-nobody-knows");
        var (worst, reply) = Press.With(async (service, _) => (service.Estimate(call).WorstCase,
            await service.SendAsync(call, 1, CancellationToken.None)));
        Assert.Equal((Money.Zero, "unknown"), (worst, reply.Tariff));
    }

    [Fact]
    public void A_batch_that_is_refused_means_for_its_rows_what_it_means_live()
    {
        var wrong = new List<string>();
        foreach (var error in Vendor.Live.Errors.Where(error => error.Reply.Status != 413))
        {
            Press.Answer = request => request.Method == "POST" ? error.Reply : Vendor.Answer(request);
            var reply = Press.With((service, _) => service.SendAsync(
                Rows.CallOf(1, Model), 1, CancellationToken.None));
            if (WithoutWords(reply.Outcome) != WithoutWords(error.Means) || reply.Cost != Money.Zero)
            {
                wrong.Add($"{error}: {reply.Outcome}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_row_that_leaves_before_its_batch_is_closed_is_not_sent()
    {
        var (left, stays) = Press.With(async (service, node) =>
        {
            using var leave = new CancellationTokenSource(TimeSpan.FromSeconds(5), node.Time);
            var first = service.SendAsync(Rows.CallOf(1, Model), 1, leave.Token);
            return (await first, await service.SendAsync(Rows.CallOf(2, Model), 1, CancellationToken.None));
        });
        Assert.Equal(new Outcome.Refused(Refusal.NotSent), left.Outcome);
        Assert.Equal(Outcome.Answered.Instance, stays.Outcome);
        Assert.Single(Assert.Single(Vendor.Batches).Rows);
    }

    [Fact]
    public void Rows_go_when_none_came_for_ten_seconds_and_none_waits_longer_than_five_minutes()
    {
        Press.With(async (service, node) =>
        {
            var asked = new List<Task<Reply>>();
            for (var number = 1; number <= 40; number++)
            {
                asked.Add(service.SendAsync(Rows.CallOf(number, Model), 1, CancellationToken.None));
                await Task.Delay(TimeSpan.FromSeconds(number == 3 ? 12 : 9), node.Time);
            }

            return await Task.WhenAll(asked);
        });
        // Three until the first pause; what came for 5 minutes, a row every 9 seconds; the rest.
        Assert.Equal([3, 34, 3], Vendor.Batches.Select(batch => batch.Rows.Count));
    }

    [Fact]
    public void A_row_bears_its_call_and_its_attempt()
    {
        var call = Rows.CallOf(3, Model);
        Press.With((service, _) => service.SendAsync(call, 12, CancellationToken.None));
        Assert.Equal($"{call.Key}-12", Vendor.Batches[0].Rows[0].Id);
    }

    [Fact]
    public void Sound_is_not_made_in_batches()
    {
        var call = Rows.CallOf(1, Model);
        call = call with { Request = call.Request with { Content = """{"text":"Good evening."}""" } };
        var reply = Press.With((service, _) => service.SendAsync(call, 1, CancellationToken.None));
        Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Empty(Vendor.Asked);
    }

    [Fact]
    public void Results_that_are_not_kept_any_more_leave_a_row_as_it_is()
    {
        Press.Answer = request => request.Method == "GET" && !request.Path.Contains('?')
            ? Vendor.Live.Refuse(404, "not_found_error", "no such batch") : Vendor.Answer(request);
        var (sent, found) = Press.With(async (service, _) => (
            await service.SendAsync(Rows.CallOf(1, Model), 1, CancellationToken.None),
            await service.FindAsync(Rows.CallOf(1, Model), 1, CancellationToken.None)));
        Assert.IsType<Outcome.Unknown>(sent.Outcome);
        Assert.Null(found);
    }

    [Fact]
    public void A_look_up_can_be_given_up()
    {
        Vendor.Took = _ => null;
        Assert.True(Press.With(async (service, node) =>
        {
            var sending = service.SendAsync(Rows.CallOf(1, Model), 1, CancellationToken.None);
            await Task.Delay(TimeSpan.FromMinutes(1), node.Time);
            using var leave = new CancellationTokenSource(TimeSpan.FromHours(1), node.Time);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => service.FindAsync(Rows.CallOf(1, Model), 1, leave.Token));
            return !sending.IsCompleted;
        }));
    }

    [Fact]
    public void A_row_that_is_still_being_handed_in_is_not_said_to_be_nowhere()
    {
        Press.Answer = request => request.Method == "POST" && request.Path == Vendor.HandIn
            ? new FakeReply(200, "") { Mishap = FakeMishap.Hang }
            : Vendor.Answer(request);
        var found = Press.With(async (service, node) =>
        {
            using var leave = new CancellationTokenSource(TimeSpan.FromMinutes(1), node.Time);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => service.SendAsync(Rows.CallOf(1, Model), 1, leave.Token));
            await Task.Delay(TimeSpan.FromMinutes(5), node.Time);
            return await service.FindAsync(Rows.CallOf(1, Model), 1, CancellationToken.None);
        });
        Assert.Equal(new Outcome.Refused(Refusal.NotSent), found!.Outcome);
        Assert.True(Press.Now > TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void A_key_that_is_shown_back_is_kept_nowhere()
    {
        foreach (var reply in new[]
        {
            Vendor.Live.Refuse(401, "invalid_api_key", $"You sent {FakeVendor.Key}; that is no key."),
            Vendor.Live.Refuse(400, FakeVendor.Key, "bad"),
        })
        {
            Press.Answer = request => request.Method == "POST" ? reply : Vendor.Answer(request);
            AssertVeiled(AskOnce());
        }

        Press.Answer = request => Vendor.Answer(request) is var reply && request.Method == "GET"
            ? reply with
            {
                Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(reply.Body)
                    .Replace("It was a", $"The key is {FakeVendor.Key}", StringComparison.Ordinal)
                    .Replace("req_", FakeVendor.Key, StringComparison.Ordinal)
                    .Replace("Internal", FakeVendor.Key, StringComparison.Ordinal)),
            }
            : reply;
        foreach (var fate in new[] { RowFate.Done, RowFate.Broken, RowFate.Expired })
        {
            Vendor.Fate = row => row.EndsWith("-1", StringComparison.Ordinal) ? fate : RowFate.Done;
            AssertVeiled(AskOnce());
        }

        Assert.DoesNotContain(FakeVendor.Key, File.ReadAllText(Press.LogFile));
    }

    [Fact]
    public void Nothing_a_service_says_can_break_what_reads_it()
    {
        var chance = new Random(6);
        for (var round = 0; round < 40; round++)
        {
            var body = new byte[chance.Next(0, 400)];
            chance.NextBytes(body);
            var left = chance.Next(1, 5);
            Press.Answer = request => chance.Next(3) == 0 && left-- > 0
                ? new(chance.Next(3) == 0 ? 200 : chance.Next(200, 600), body)
                : Vendor.Answer(request);
            var reply = Press.With((service, _) => service.SendAsync(
                Rows.CallOf(round, Model), 1, CancellationToken.None));
            Assert.NotNull(reply.Outcome);
        }
    }

    [Theory]
    [InlineData("\\ud83d", "It \uFFFD quiet night.")]
    [InlineData("\\\\ud83d \\ude00", "It \\ud83d \uFFFD quiet night.")]
    [InlineData("\\ud83d\\ude00\\ud83d", "It \ud83d\ude00\uFFFD quiet night.")]
    public void Half_a_character_is_read_as_none(string escaped, string read)
    {
        Press.Answer = request => Vendor.Answer(request) is var reply && request.Method == "GET"
            ? reply with
            {
                Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(reply.Body)
                    .Replace("It was a quiet night.", $"It {escaped} quiet night.", StringComparison.Ordinal)
                    .Replace("It was a q", $"It {escaped} q", StringComparison.Ordinal)),
            }
            : reply;
        var call = Rows.CallOf(1, Model);
        Assert.Equal(read, Press.With(async (service, _) =>
            service.Read(call, await service.SendAsync(call, 1, CancellationToken.None))).Text);
    }

    [Fact]
    public void Rows_that_cannot_be_noted_are_not_sent()
    {
        Directory.CreateDirectory(Press.LogFile);
        var reply = Press.With((service, _) => service.SendAsync(Rows.CallOf(1, Model), 1, CancellationToken.None));
        Assert.Equal(Refusal.Overload, Assert.IsType<Outcome.Refused>(reply.Outcome).Class);
        Assert.DoesNotContain(Press.Folder, reply.Outcome.ToString(), StringComparison.Ordinal);
        Assert.Empty(Vendor.Asked);
    }

    private Reply AskOnce() =>
        Press.With((service, _) => service.SendAsync(Rows.CallOf(1, Model), 1, CancellationToken.None));

    private static void AssertVeiled(Reply kept)
    {
        Assert.DoesNotContain(FakeVendor.Key, kept.ToString());
        Assert.DoesNotContain(FakeVendor.Key, Encoding.UTF8.GetString(kept.Body.Bytes.Span));
    }

    private static Outcome WithoutWords(Outcome outcome) => outcome switch
    {
        Outcome.Failed failed => failed with { Cause = "" },
        Outcome.Unknown unknown => unknown with { Cause = "" },
        Outcome.Refused refused => refused with { Cause = null },
        _ => outcome,
    };
}
