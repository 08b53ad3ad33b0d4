using Microsoft.Data.Sqlite;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Sql;
using Pressrun.Sql.Views;

namespace Pressrun.Adapters.Tests.Views;

public sealed class RunViewTests : IAsyncDisposable
{
    private static readonly string[] Mixed = ["a", "declined", "dull", "lost", "busy", "b"];

    private readonly Press _press = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _press.DisposeAsync();

    [Fact]
    public async Task A_run_that_has_ended_shows_what_the_engine_said_of_it()
    {
        var result = await _press.RunAsync(Mixed);
        var run = Assert.Single(_press.Open().Runs(10));
        Assert.Equal((1, result.RunId, result.RunId[..4], "book", RunPhase.Ended),
            (run.No, run.Id, run.ShortId, run.Pipeline, run.Phase));
        Assert.Equal(result.Items, run.Items);
        Assert.Equal((result.Spent, result.Unknown, result.UnknownCalls), (run.Spent, run.Unknown, run.UnknownCalls));
        Assert.Equal((1, new Money(OddProvider.WorstCase)), (run.UnknownCalls, run.Unknown));
        Assert.Equal(("press 1", false, 0), (run.Holder, run.IsLive, run.CallsUnderWay));
        Assert.Equal(new Money(5_000_000), run.Budget.Run);
        Assert.InRange(run.StartedAt, DateTimeOffset.UnixEpoch.AddYears(50), run.EndedAt!.Value);
    }

    [Fact]
    public async Task Runs_come_newest_first_and_no_more_than_asked_for()
    {
        foreach (var version in (string[])["1", "2", "3"])
        {
            await _press.RunAsync(["a"], version: version);
        }

        var views = _press.Open();
        Assert.Equal([3L, 2, 1], views.Runs(10).Select(run => run.No));
        Assert.Equal([3L, 2], views.Runs(2).Select(run => run.No));
    }

    [Fact]
    public async Task A_run_is_found_by_as_little_of_its_id_as_is_its_own()
    {
        await _press.RunAsync(["a"]);
        await _press.RunAsync(["a"], version: "2");
        await _press.RunAsync(["a"], version: "3");
        Execute("UPDATE run SET id = CASE no WHEN 1 THEN '7f3a1111' WHEN 2 THEN '7f3a1122' ELSE 'c0ffee00' END");
        var views = _press.Open();
        Assert.Equal(["c0ff", "7f3a112", "7f3a111"], views.Runs(10).Select(run => run.ShortId));
        Assert.Equal(3, views.Run("C")!.No);
        Assert.Equal(1, views.Run("7f3a1111")!.No);
        Assert.Null(views.Run("7f3b"));
        Assert.Null(views.Run(""));
        Assert.Null(views.Run("7f%"));
        Assert.Null(views.Run("7f3a11112"));
        var refusal = Assert.Throws<PressrunException>(() => views.Run("7f3a"));
        Assert.Matches(
            @"^`7f3a` begins the id of several runs: 7f3a112 \(book, 2.*Z\), 7f3a111 \(book, 2.*Z\)\. Give one",
            refusal.Message);
    }

    [Fact]
    public async Task A_live_run_is_seen_as_it_is_although_nothing_was_folded_yet()
    {
        await _press.BeginAsync(["a", "declined", "dull", "stuck", "b"], pulseEvery: TimeSpan.Zero);
        var views = _press.Open();
        await AwaitAsync(() => views.Runs(1)[0].Items.GetValueOrDefault(ItemState.Open) == 1);
        var run = views.Runs(1)[0];
        Assert.Equal((true, RunPhase.Open, 1), (run.IsLive, run.Phase, run.CallsUnderWay));
        Assert.Equal(
            [(ItemState.Open, 1L), (ItemState.Done, 2), (ItemState.Failed, 1), (ItemState.Review, 1)],
            run.Items.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal((0, Money.Zero), (run.UnknownCalls, run.Unknown));
        Assert.Null(run.EndedAt);
        Assert.Equal(["declined"], views.Items(1, ItemState.Failed).Select(item => item.Key));
        Assert.Equal(["stuck"], views.Items(1, ItemState.Open).Select(item => item.Key));
    }

    [Fact]
    public async Task What_a_killed_process_left_under_way_may_have_been_paid()
    {
        await _press.BeginAsync(["stuck"], pulseEvery: TimeSpan.Zero);
        var views = _press.Open(_press.Copy());
        var run = views.Runs(1)[0];
        Assert.Equal((false, 1, new Money(OddProvider.WorstCase), 0),
            (run.IsLive, run.UnknownCalls, run.Unknown, run.CallsUnderWay));
        var attempt = Assert.IsType<HistoryEntry.Attempt>(Assert.Single(views.History(1, 1).Entries));
        Assert.Equal((Fate.Unknown, new Outcome.Unknown("the process that sent it has ended")),
            (attempt.Fate, attempt.Outcome));
    }

    [Fact]
    public async Task Calls_without_a_reply_are_listed_with_item_stage_attempt_and_worst_case()
    {
        await _press.RunAsync(Mixed);
        var lost = Assert.Single(_press.Open().Lost(1));
        Assert.Equal(new LostCall(4, "lost", "LOST", "draft", "", 1, "odd", lost.At, new(OddProvider.WorstCase)), lost);
        Assert.InRange(lost.At, DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.MaxValue);
        // The list does not depend on what was folded.
        Execute("UPDATE run SET memo = NULL, folded = 0; DELETE FROM trail");
        Assert.Equal([lost], _press.Open().Lost(1));
        Assert.Empty(_press.Open().Lost(2));
    }

    [Fact]
    public async Task A_call_under_way_is_without_a_reply_only_where_its_process_has_ended()
    {
        await _press.BeginAsync(["stuck"], pulseEvery: TimeSpan.Zero);
        Assert.Empty(_press.Open().Lost(1));
        Assert.Equal(["stuck"], _press.Open(_press.Copy()).Lost(1).Select(call => call.Item));
    }

    [Fact]
    public async Task Looking_does_not_keep_the_next_process_out_nor_the_present_one_up()
    {
        await _press.RunAsync(["a"]);
        var views = _press.Open();
        using var items = views.Items(1).GetEnumerator();
        Assert.True(items.MoveNext());
        Assert.False(views.Runs(1)[0].IsLive);
        var before = views.Version();
        var result = await _press.RunAsync(["a", "b"]);
        Assert.Equal(RunEnding.Complete, result.Ending);
        Assert.NotEqual(before, views.Version());
        Assert.Equal(2, views.Runs(10).Count);
        Assert.False(items.MoveNext());
    }

    [Fact]
    public async Task A_store_that_another_one_holds_without_driving_a_run_has_no_live_run()
    {
        await _press.RunAsync(["a"]);
        await using var other = SqlStore.Open(_press.Folder);
        await other.ClaimAsync(new("nothing", "other"), Ct);
        Assert.False(_press.Open().Runs(1)[0].IsLive);
    }

    [Fact]
    public async Task A_superseded_run_has_left_its_open_items_out()
    {
        await _press.BeginAsync(["stuck"], pulseEvery: TimeSpan.Zero);
        var copy = _press.Copy();
        await using (var store = SqlStore.Open(copy))
        {
            var lease = await store.ClaimAsync(new("book", "next"), Ct);
            var settings = new Record.Run(RunPhase.Superseded, "book", "f", "s", Budget.Unlimited, "it changed");
            await store.CommitAsync(new(lease!, [settings]), Ct);
        }

        var views = _press.Open(copy);
        var run = views.Runs(1)[0];
        Assert.Equal((RunPhase.Superseded, "it changed"), (run.Phase, run.Cause));
        Assert.Equal(1, run.Items[ItemState.LeftOut]);
        Assert.False(run.Items.ContainsKey(ItemState.Open));
        Assert.Equal(["stuck"], views.Items(1, ItemState.LeftOut).Select(item => item.Key));
    }

    [Fact]
    public async Task Stages_come_in_the_order_of_the_pipeline_with_what_they_ended()
    {
        var result = await _press.RunAsync(Mixed);
        var stages = _press.Open().Stages(1);
        Assert.Equal(["draft", "voice", "index"], stages.Select(stage => stage.Name));
        Assert.Equal([(ItemState.Failed, 1L), (ItemState.Review, 1)],
            stages[0].Ended.Select(pair => (pair.Key, pair.Value)));
        Assert.Empty(stages[1].Ended);
        Assert.Equal(result.Stages, stages.ToDictionary(stage => stage.Name, stage => stage.Calls));
        Assert.Empty(_press.Open().Stages(2));
    }

    [Fact]
    public async Task Without_its_folds_a_run_looks_the_same()
    {
        await _press.RunAsync(Mixed);
        await _press.RunAsync(["a"], version: "2");
        var before = Print(_press.Open());
        Execute(
            "UPDATE run SET memo = NULL, folded = 0; DELETE FROM trail; " +
            "UPDATE item SET state = 0, stage = NULL, cause = NULL, micros = 0 WHERE run = 1");
        Assert.Equal(before, Print(_press.Open()));
        Execute("UPDATE run SET memo = CAST('{\"v\":1,' AS BLOB)");
        Assert.Equal(before, Print(_press.Open()));
    }

    [Fact]
    public async Task A_late_reply_to_a_run_that_has_ended_is_counted()
    {
        await _press.RunAsync(["lost"]);
        var lost = _press.Open().History(1, 1).Entries.OfType<HistoryEntry.Attempt>().First();
        await using (var store = SqlStore.Open(_press.Folder))
        {
            var lease = await store.ClaimAsync(new("book", "late"), Ct);
            var reply = new Reply(Outcome.Answered.Instance, Body.FromText("late")) { Cost = new(2_500) };
            await store.CommitAsync(
                new(lease!, [new Record.Reply(1, "draft", lost.Seq, lost.Key, 1, reply, TimeSpan.Zero, IsLate: true)]),
                Ct);
        }

        await _press.RunAsync(["a"], version: "2");
        var views = _press.Open();
        var run = views.Runs(2)[1];
        Assert.Equal((0, Money.Zero), (run.UnknownCalls, run.Unknown));
        var settled = Assert.IsType<HistoryEntry.Attempt>(views.History(1, 1).Entries[0]);
        Assert.Equal((Fate.Answered, true, new Money(2_500)), (settled.Fate, settled.IsLate, settled.Cost));
    }

    private static string Print(StoreViews views) => string.Join('\n', views.Runs(10).SelectMany(run => (string[])
    [
        $"{run.Id} {run.Phase} {run.Spent} {run.Unknown} {run.UnknownCalls} {run.CallsUnderWay}",
        $"{run.Budget} {run.Cause}",
        string.Join(' ', run.Items),
        .. views.Stages(run.No).Select(stage => $"{stage.Name} {string.Join(' ', stage.Ended)} {stage.Calls}"),
        .. views.Items(run.No).Select(item => $"{item with { ChangedAt = default }}"),
        .. Enum.GetValues<ItemState>().Select(state =>
            $"{state}: {string.Join(' ', views.Items(run.No, state).Select(item => item.Key))}"),
        .. Enumerable.Range(0, 7).SelectMany(ordinal => views.History(run.No, ordinal).Entries)
            .Select(entry => $"{entry}"),
    ]));

    private static async Task AwaitAsync(Func<bool> isThere)
    {
        for (var looks = 0; !isThere(); looks++)
        {
            Assert.True(looks < 20_000, "What was waited for did not happen.");
            await Task.Yield();
        }
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_press.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
