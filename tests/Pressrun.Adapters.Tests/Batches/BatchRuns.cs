using System.Text;
using System.Text.Json.Nodes;
using Pressrun.Adapters.Tests.Batches.Fakes;
using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;
using Pressrun.Running;

namespace Pressrun.Adapters.Tests.Batches;

/// <summary>Whole runs in batches at a vendor that takes them: each row is paid for once, whatever happens.</summary>
public abstract class BatchRuns : IDisposable
{
    private Press? _press;

    private protected Press Press => _press ??= new(NewVendor());

    private protected BatchVendor Vendor => Press.Vendor;

    private protected abstract BatchVendor NewVendor();

    public void Dispose()
    {
        _press?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_thousand_items_are_one_batch_and_the_ledger_is_the_bill()
    {
        AssertAllDone(1000, Press.Run(1000));
        Assert.Single(Vendor.Batches);
        Assert.Equal(1000, Vendor.Batches[0].Rows.Count);
    }

    [Fact]
    public void What_was_not_done_is_handed_in_again_alone()
    {
        Vendor.Fate = row => IsFirst(row) && IsEven(row) ? RowFate.Broken : RowFate.Done;
        AssertAllDone(200, Press.Run(200));
        Assert.Equal(Vendor.Batches[0].Rows.Where(row => IsEven(row.Id)).Select(row => row.Id[..32]).Order(), Again);
    }

    [Theory]
    [InlineData("Expired")]
    [InlineData("Limited")]
    public void A_row_that_was_never_begun_is_handed_in_again(string fate)
    {
        Vendor.Fate = row => IsFirst(row) && IsEven(row) ? Enum.Parse<RowFate>(fate) : RowFate.Done;
        AssertAllDone(50, Press.Run(50));
    }

    [Fact]
    public void A_row_of_which_nothing_is_said_is_handed_in_again()
    {
        Vendor.Fate = row => IsFirst(row) && IsEven(row) ? RowFate.Missing : RowFate.Done;
        var result = Press.Run(50)!;
        Assert.Equal(50, result.Items[ItemState.Done]);
        Assert.Equal(Vendor.Batches[0].Rows.Where(row => IsEven(row.Id)).Select(row => row.Id[..32]).Order(), Again);
        // It may have been done and paid for: nobody says so, and nobody says that it was not.
        Assert.Equal(Again.Count(), result.UnknownCalls);
        Assert.True(result.Unknown > Money.Zero);
    }

    [Fact]
    public void Results_that_end_in_the_middle_of_a_line_for_ever_leave_the_rest_unknown()
    {
        Press.Answer = request => Vendor.Answer(request) is var reply && Is("results", request)
            && Vendor.Batches.Count == 1
                ? reply with { Body = reply.Body[..^(reply.Body.Length / 3)] }
                : reply;
        var result = Press.Run(30)!;
        Assert.Equal(30, result.Items[ItemState.Done]);
        Assert.InRange(result.UnknownCalls, 1, 29);
        Assert.Equal(Again.Count(), result.UnknownCalls);
        Assert.InRange(Vendor.Billed, 1, (result.Spent + result.Unknown).Micros);
    }

    [Theory]
    [InlineData(-15)]
    [InlineData(-600)]
    [InlineData(30)]
    public void A_batch_is_found_however_wrong_a_clock_is(int minutes)
    {
        Vendor.Skew = TimeSpan.FromMinutes(minutes);
        var left = 1;
        Assert.Null(Press.Run(40, (request, now) => now == Moment.After && Is("hand in", request) && left-- == 1));
        AssertAllDone(40, Press.Run(40));
        Assert.Single(Vendor.Batches);
    }

    [Fact]
    public void A_key_that_is_revoked_while_a_batch_is_under_way_is_said_and_the_batch_is_fetched_later()
    {
        Press.Answer = request => request.Method == "GET"
            ? Vendor.Live.Refuse(401, "invalid_api_key", "No such key.")
            : Vendor.Answer(request);
        var result = Press.Run(20)!;
        Assert.Equal((20, 20), (result.Items[ItemState.Review], result.UnknownCalls));
        Assert.All(Press.Journal.OfType<Record.Item>().Where(item => item.State == ItemState.Review),
            item => Assert.Contains("the key is refused (401)", item.Cause, StringComparison.Ordinal));
        Assert.True(Press.Now < TimeSpan.FromHours(1));

        Press.Answer = Vendor.Answer;
        Press.Reopen = [.. Enumerable.Range(1, 20)];
        AssertAllDone(20, Press.Run(20));
        Assert.Single(Vendor.Batches);
    }

    [Fact]
    public void An_older_batch_of_the_same_rows_is_not_taken_for_the_one_that_was_just_handed_in()
    {
        Vendor.Fate = _ => RowFate.Expired;
        Press.Tries = 1;
        Press.Run(20);
        var old = Vendor.Batches[0];
        Vendor.Batches[0] = old with { CreatedAt = old.CreatedAt - TimeSpan.FromMinutes(5) };
        Vendor.Fate = _ => RowFate.Done;
        using var other = new Press(Vendor);
        // The answer is lost, and the list shows what is new only after a while.
        var left = 1;
        other.Answer = request => request.Path.Contains('?') && Vendor.Batches is [_, var made]
            && Vendor.Time.GetUtcNow() < made.CreatedAt + TimeSpan.FromSeconds(60)
                ? Without(made.Id, Vendor.Answer(request))
                : Vendor.Answer(request);
        Assert.Null(other.Run(20, (request, now) => now == Moment.After && Is("hand in", request) && left-- == 1));
        var result = other.Run(20)!;
        Assert.Equal((20, 0, 2), (result.Items[ItemState.Done], result.UnknownCalls, Vendor.Batches.Count));
        Assert.Equal(Vendor.Billed, result.Spent.Micros);
    }

    private static FakeReply Without(string batch, FakeReply list)
    {
        var body = JsonNode.Parse(list.Body)!;
        var shown = body["data"]!.AsArray();
        shown.Remove(shown.Single(one => (string?)one!["id"] == batch));
        return list with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
    }

    [Fact]
    public void A_list_that_is_not_there_says_nothing_of_what_is_in_it()
    {
        var left = 1;
        Assert.Null(Press.Run(20, (request, now) => now == Moment.After && Is("hand in", request) && left-- == 1));
        Press.Answer = request => request.Path.Contains('?') ? new FakeReply(404, "{}") : Vendor.Answer(request);
        var result = Press.Run(20)!;
        Assert.Equal((20, 20), (result.Items[ItemState.Review], result.UnknownCalls));
        Assert.Single(Vendor.Batches);
    }

    [Fact]
    public void A_wrong_row_fails_alone()
    {
        Vendor.Fate = row => IsEven(row) ? RowFate.Wrong : RowFate.Done;
        var result = Press.Run(50)!;
        Assert.Single(Vendor.Batches);
        var wrong = Vendor.Batches[0].Rows.Count(row => IsEven(row.Id));
        Assert.Equal((wrong, 50 - wrong), (result.Items[ItemState.Failed], result.Items[ItemState.Done]));
        Assert.Equal(Vendor.Billed, result.Spent.Micros);
    }

    [Fact]
    public void An_answer_that_is_none_is_paid_kept_and_waits_for_a_person()
    {
        Vendor.Fate = row => IsEven(row) ? RowFate.Garbage : RowFate.Done;
        var result = Press.Run(50)!;
        var garbage = Vendor.Batches[0].Rows.Count(row => IsEven(row.Id));
        Assert.Equal((garbage, 50 - garbage), (result.Items[ItemState.Review], result.Items[ItemState.Done]));
        Assert.Single(Vendor.Batches);
    }

    [Theory]
    [InlineData("hand in", "Before", 1)]
    [InlineData("hand in", "After", 1)]
    [InlineData("poll", "Before", 1)]
    [InlineData("poll", "After", 3)]
    [InlineData("results", "Before", 1)]
    [InlineData("results", "Half", 1)]
    public void A_process_that_dies_anywhere_pays_for_no_row_twice(string where, string moment, int times)
    {
        var when = Enum.Parse<Moment>(moment);
        Assert.Null(Press.Run(100, (request, now) => now == when && Is(where, request) && --times == 0));
        var before = Press.Now;
        AssertAllDone(100, Press.Run(100));
        Assert.Equal(100, Vendor.Bills.Count);
        Assert.Single(Vendor.Batches);
        Assert.True(Press.Now - before < TimeSpan.FromHours(2));
    }

    [Fact]
    public void A_process_that_dies_while_rows_are_collected_has_handed_in_nothing()
    {
        Assert.Null(Press.Run(100, until: TimeSpan.FromSeconds(5)));
        Assert.Empty(Vendor.Batches);
        var result = AssertAllDone(100, Press.Run(100));
        Assert.Equal(0, result.UnknownCalls);
        Assert.DoesNotContain(Vendor.Asked, asked => asked.Contains('?'));
    }

    [Fact]
    public void A_run_that_stops_hands_in_nothing_more_and_leaves_nothing_unknown()
    {
        var stopped = Press.Run(100, begun: (run, node) => After(node, TimeSpan.FromSeconds(5), run.Stop));
        Assert.Equal((RunEnding.Stopped, 0, 0), (stopped!.Ending, stopped.UnknownCalls, Vendor.Batches.Count));
        AssertAllDone(100, Press.Run(100));
        Assert.Single(Vendor.Batches);
    }

    [Fact]
    public void A_run_that_stops_finds_its_batch_later()
    {
        var stopped = Press.Run(100, begun: (run, node) => After(node, TimeSpan.FromMinutes(10), run.Stop))!;
        Assert.Equal((RunEnding.Stopped, 100), (stopped.Ending, stopped.UnknownCalls));
        Assert.True(Press.Now < TimeSpan.FromMinutes(11));
        var result = AssertAllDone(100, Press.Run(100));
        Assert.Equal((1, 0), (Vendor.Batches.Count, result.UnknownCalls));
        Assert.Single(Vendor.Asked, asked => Is("results", asked));
    }

    [Fact]
    public void A_batch_that_never_ends_is_given_up_and_found_later()
    {
        Vendor.Took = _ => null;
        var stopped = Press.Run(20, begun: (run, node) => After(node, TimeSpan.FromHours(30), run.Stop))!;
        Assert.Equal((RunEnding.Stopped, 20), (stopped.Ending, stopped.UnknownCalls));
        Vendor.Took = _ => TimeSpan.FromHours(40);
        AssertAllDone(20, Press.Run(20));
        Assert.Single(Vendor.Batches);
    }

    [Fact]
    public void Notes_that_are_lost_are_made_up_from_the_vendors_list()
    {
        Vendor.Took = _ => TimeSpan.FromHours(2);
        Press.Run(30, begun: (run, node) => After(node, TimeSpan.FromMinutes(10), run.Stop));
        File.Delete(Press.LogFile);
        AssertAllDone(30, Press.Run(30));
        Assert.Single(Vendor.Batches);
    }

    [Fact]
    public void Batches_of_others_are_not_taken_for_ones_own()
    {
        Vendor.AddForeign("somebody-elses-row");
        Vendor.AddForeign(new string('a', 32) + "-1", $$"""{"pressrun_first_row":"{{new string('a', 32)}}-1"}""");
        Vendor.AddForeign("later");
        var left = 1;
        Assert.Null(Press.Run(40, (request, now) => now == Moment.After && Is("hand in", request) && left-- == 1));
        AssertAllDone(40, Press.Run(40));
        Assert.Equal(4, Vendor.Batches.Count);
    }

    [Fact]
    public void A_batch_that_the_list_does_not_show_at_once_is_found()
    {
        var left = 1;
        Press.Answer = request => request.Path.Contains('?') && Vendor.Batches is [var first]
            && Vendor.Time.GetUtcNow() < first.CreatedAt + TimeSpan.FromSeconds(60)
                ? new FakeReply(200, """{"data":[],"has_more":false}""")
                : Vendor.Answer(request);
        Assert.Null(Press.Run(40, (request, now) => now == Moment.After && Is("hand in", request) && left-- == 1));
        AssertAllDone(40, Press.Run(40));
        Assert.Single(Vendor.Batches);
    }

    [Theory]
    [InlineData("Drop")]
    [InlineData("Hang")]
    [InlineData("Cut")]
    public void A_batch_that_was_made_without_an_answer_is_found(string mishap)
    {
        var left = 1;
        Press.Answer = request => Is("hand in", request) && left-- > 0
            ? Vendor.Answer(request) with { Mishap = Enum.Parse<FakeMishap>(mishap) }
            : Vendor.Answer(request);
        AssertAllDone(40, Press.Run(40));
        Assert.Single(Vendor.Batches);
        Assert.Empty(Press.Journal.OfType<Record.Unknown>());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(504)]
    public void A_batch_that_was_made_for_all_the_fault_that_was_answered_is_found(int status)
    {
        var left = 1;
        Press.Answer = request => Vendor.Answer(request) is var reply && Is("hand in", request) && left-- > 0
            ? Vendor.Live.Refuse(status, "server_error", "The server had an error.")
            : reply;
        AssertAllDone(40, Press.Run(40));
        Assert.Single(Vendor.Batches);
        Assert.Empty(Press.Journal.OfType<Record.Unknown>());
    }

    [Fact]
    public void A_batch_that_was_not_made_and_not_answered_is_handed_in_again()
    {
        var left = 1;
        Press.Answer = request => Is("hand in", request) && left-- > 0
            ? new FakeReply(200, "") { Mishap = FakeMishap.Drop }
            : Vendor.Answer(request);
        var result = AssertAllDone(40, Press.Run(40));
        Assert.Equal((0, Money.Zero), (result.UnknownCalls, result.Unknown));
    }

    [Theory]
    [InlineData("Cut")]
    [InlineData("Drop")]
    [InlineData("Hang")]
    public void What_only_asks_is_asked_until_it_is_answered(string mishap)
    {
        var asked = 0;
        Press.Answer = request => Vendor.Answer(request) is var reply && request.Method == "GET" && ++asked % 3 != 0
            ? reply with { Mishap = Enum.Parse<FakeMishap>(mishap) }
            : reply;
        AssertAllDone(40, Press.Run(40));
        Assert.Single(Vendor.Batches);
    }

    [Fact]
    public void Garbage_in_place_of_results_is_asked_for_again()
    {
        var left = 2;
        Press.Answer = request => Is("results", request) && left-- > 0
            ? new FakeReply(200, "<html>Welcome to the captive portal</html>\n")
            : Vendor.Answer(request);
        AssertAllDone(40, Press.Run(40));
        Assert.Single(Vendor.Batches);
    }

    [Fact]
    public void A_request_that_is_too_large_is_halved()
    {
        Vendor.BytesMax = 9_000;
        AssertAllDone(100, Press.Run(100));
        Assert.InRange(Vendor.Batches.Count, 2, 16);
    }

    [Fact]
    public void Many_lives_that_die_anywhere_pay_for_no_row_twice()
    {
        var chance = new Random(7);
        Vendor.Fate = row => IsFirst(row) && IsEven(row) ? RowFate.Broken : RowFate.Done;
        RunResult? result = null;
        for (var life = 0; life < 60 && result is null; life++)
        {
            result = Press.Run(60, (_, _) => chance.Next(12) == 0);
        }

        AssertAllDone(60, result ?? Press.Run(60));
        Assert.Equal(60, Vendor.Bills.Count);
    }

    // The calls of all batches but the first, in order.
    private IEnumerable<string> Again => Vendor.Batches.Skip(1).SelectMany(batch => batch.Rows)
        .Select(row => row.Id[..32]).Order();

    private protected static bool IsFirst(string row) => row.EndsWith("-1", StringComparison.Ordinal);

    private protected static bool IsEven(string row) => row[0] % 2 == 0;

    private protected bool Is(string what, FakeRequest request) => Is(what, $"{request.Method} {request.Path}");

    private protected bool Is(string what, string asked) => what switch
    {
        "hand in" => asked == $"POST {Vendor.HandIn}",
        "results" => asked.StartsWith("GET ", StringComparison.Ordinal)
            && (asked.Contains("/out-", StringComparison.Ordinal)
                || asked.EndsWith("/results", StringComparison.Ordinal)),
        _ => asked.StartsWith($"GET {Vendor.HandIn}/", StringComparison.Ordinal) && !Is("results", asked),
    };

    // All are done, at what the vendor bills, and no row was billed twice.
    private protected RunResult AssertAllDone(int items, RunResult? result)
    {
        Assert.NotNull(result);
        Assert.Equal(RunEnding.Complete, result.Ending);
        Assert.Equal(items, result.Items[ItemState.Done]);
        Assert.All(Vendor.Bills, bills => Assert.Single(bills.Value));
        Assert.All(Vendor.Bills.GroupBy(bill => bill.Key[..32]), call => Assert.Single(call));
        Assert.Equal(Vendor.Billed, result.Spent.Micros);
        Assert.All(Press.Journal.OfType<Record.Reply>().Where(reply => reply.Content.Outcome is Outcome.Answered),
            reply => Assert.EndsWith("/batch", reply.Content.Tariff, StringComparison.Ordinal));
        Assert.Equal(items, Vendor.Bills.Count);
        return result;
    }

    private static void After(Timing.Node node, TimeSpan delay, Action act) => node.Detach(async () =>
    {
        await Task.Delay(delay, node.Time);
        act();
    });
}
