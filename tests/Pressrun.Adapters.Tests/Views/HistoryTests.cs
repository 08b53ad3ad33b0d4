using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Views;

namespace Pressrun.Adapters.Tests.Views;

public sealed class HistoryTests : IAsyncDisposable
{
    private readonly Press _press = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _press.DisposeAsync();

    [Fact]
    public async Task An_item_that_is_done_shows_its_calls_and_its_results_in_order()
    {
        await _press.RunAsync(["a"]);
        var history = _press.Open().History(1, 1);
        Assert.Equal(("a", "A", ItemState.Done, """{"name":"a"}"""),
            (history.Item!.Key, history.Item.Title, history.Item.State, history.Input));
        var attempts = history.Entries.OfType<HistoryEntry.Attempt>().ToList();
        Assert.Equal(["draft", "voice", "voice"], attempts.Select(attempt => attempt.Stage));
        Assert.Equal(3, attempts.Select(attempt => attempt.Part).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3, history.Entries.OfType<HistoryEntry.Result>().Count());
        Assert.Equal(history.Entries.Select(entry => entry.Seq).Order(), history.Entries.Select(entry => entry.Seq));
        var draft = attempts[0];
        Assert.Equal((Fate.Answered, 1, 0, "odd", "m-2026", 200),
            (draft.Fate, draft.Number, draft.Sample, draft.Lane, draft.Model, draft.Status));
        Assert.Equal((new Money(OddProvider.Cost), new Money(OddProvider.WorstCase), new Usage(Input: 7, Output: 9)),
            (draft.Cost, draft.WorstCase, draft.Usage));
        Assert.InRange(draft.EndedAt!.Value, draft.At, draft.At.AddMinutes(10));
        Assert.NotNull(draft.Took);
    }

    [Fact]
    public async Task Bodies_are_read_when_they_are_asked_for()
    {
        await _press.RunAsync(["a"]);
        var views = _press.Open();
        var entries = views.History(1, 1).Entries;
        var draft = entries.OfType<HistoryEntry.Attempt>().First();
        Assert.Contains("draft1 a", await ReadAsync(views.Open(draft.Request!)), StringComparison.Ordinal);
        Assert.Equal("[draft1 a  ]", await ReadAsync(views.Open(draft.Reply!)));
        Assert.Equal(12, draft.Reply!.Length);
        Assert.Equal("[draft1 a  ]",
            await ReadAsync(views.Open(entries.OfType<HistoryEntry.Result>().First().Output)));
    }

    [Fact]
    public async Task A_blob_is_opened_and_a_missing_one_is_damage()
    {
        Blob blob;
        await _press.RunAsync(["a"]);
        await using (var store = SqlStore.Open(_press.Folder))
        {
            using var content = new MemoryStream("large"u8.ToArray());
            blob = await store.PutAsync(content, Ct);
        }

        var views = _press.Open();
        Assert.Equal("large", await ReadAsync(views.OpenBlob(blob)));
        Assert.Equal("large", await ReadAsync(views.Open(new BodyPlace(0, blob.Length, blob))));
        var refusal = Assert.Throws<StoreException>(() => views.OpenBlob(new(new('0', 64), 1)));
        Assert.Equal(StoreFault.Damaged, refusal.Fault);
        Assert.Equal(StoreFault.Damaged,
            Assert.Throws<StoreException>(() => views.Open(new BodyPlace(5_000_000, 1, null))).Fault);
    }

    [Fact]
    public async Task A_declined_call_shows_the_providers_words()
    {
        await _press.RunAsync(["declined"]);
        var views = _press.Open();
        var history = views.History(1, 1);
        Assert.Equal((ItemState.Failed, "draft", "odd declined: indecent"),
            (history.Item!.State, history.Item.Stage, history.Item.Cause));
        var attempt = Assert.IsType<HistoryEntry.Attempt>(Assert.Single(history.Entries));
        Assert.Equal((Fate.Failed, 400, "req-1"), (attempt.Fate, attempt.Status, attempt.RequestId));
        Assert.Equal(new Outcome.Failed(Failure.Permanent, "indecent"), attempt.Outcome);
        Assert.Equal("{\"error\":1}", await ReadAsync(views.Open(attempt.Reply!)));
    }

    [Fact]
    public async Task A_refused_and_a_lost_attempt_are_followed_by_another_with_the_same_request()
    {
        await _press.RunAsync(["busy", "lost"]);
        var views = _press.Open();
        var (busy, lost) = (Drafts(views, 1), Drafts(views, 2));
        Assert.Equal([(1, Fate.Refused), (2, Fate.Answered)], busy.Select(attempt => (attempt.Number, attempt.Fate)));
        Assert.Equal([(1, Fate.Unknown), (2, Fate.Answered)], lost.Select(attempt => (attempt.Number, attempt.Fate)));
        Assert.Equal(new Outcome.Unknown("the line went dead"), lost[0].Outcome);
        Assert.Equal(lost[0].Request, lost[1].Request);
        Assert.NotNull(lost[1].Request);
        Assert.Null(lost[0].Reply);
    }

    [Fact]
    public async Task An_item_in_review_shows_what_the_gate_said_and_both_draws()
    {
        await _press.RunAsync(["dull"]);
        var history = _press.Open().History(1, 1);
        Assert.Equal((ItemState.Review, "draft", "too dull"),
            (history.Item!.State, history.Item.Stage, history.Item.Cause));
        var verdicts = history.Entries.OfType<HistoryEntry.Verdict>().ToList();
        Assert.Equal([(Then.Revise, 0), (Then.Review, 1)],
            verdicts.Select(verdict => (verdict.Then, verdict.Revision)));
        Assert.Equal((3.0, "too dull"), (verdicts[0].Score, verdicts[0].Notes));
        Assert.Equal(2, history.Entries.OfType<HistoryEntry.Attempt>().Count());
    }

    [Fact]
    public async Task A_remembered_call_shows_what_was_asked_and_answered_in_the_first_run()
    {
        await _press.RunAsync(["a", "b"]);
        await _press.RunAsync(["a", "b", "c"]);
        await _press.RunAsync(["a", "b", "c", "d"]);
        var views = _press.Open();
        var first = Drafts(views, 1).Single();
        var copy = Assert.IsType<HistoryEntry.Attempt>(views.History(3, 1).Entries[0]);
        Assert.Equal((Fate.Remembered, Money.Zero, 0, "draft"), (copy.Fate, copy.Cost, copy.Number, copy.Stage));
        Assert.Equal((first.Key, first.Lane, first.Model, first.Request),
            (copy.Key, copy.Lane, copy.Model, copy.Request));
        Assert.NotNull(copy.Request);
        Assert.Equal("[draft1 a  ]", await ReadAsync(views.Open(copy.Reply!)));
        var parts = views.History(3, 1).Entries.OfType<HistoryEntry.Attempt>().Select(attempt => attempt.Part);
        Assert.Equal(3, parts.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(1, views.Stages(3)[0].Calls.Answered);
        Assert.Equal(3, views.Stages(3)[0].Calls.Remembered);
    }

    [Fact]
    public async Task Ordinal_0_is_the_history_of_the_stages_over_the_batch()
    {
        await _press.RunAsync(["a", "b"]);
        var history = _press.Open().History(1, 0);
        Assert.Null(history.Item);
        Assert.Equal("index", Assert.Single(history.Entries.OfType<HistoryEntry.Attempt>()).Stage);
        Assert.Equal("index", Assert.Single(history.Entries.OfType<HistoryEntry.Result>()).Stage);
    }

    [Fact]
    public async Task What_does_not_exist_has_no_history()
    {
        await _press.RunAsync(["a"]);
        var views = _press.Open();
        Assert.Equal(new ItemHistory(null, "", []), views.History(1, 9) with { Entries = [] });
        Assert.Empty(views.History(1, 9).Entries);
        Assert.Empty(views.History(9, 1).Entries);
        Assert.Null(views.Item(1, "zz"));
        Assert.Null(views.Item(1, "9"));
        Assert.Empty(views.Items(9));
    }

    [Fact]
    public async Task An_item_is_found_by_its_key_before_its_ordinal()
    {
        await _press.RunAsync(["x", "3", "y"]);
        var views = _press.Open();
        Assert.Equal(2, views.Item(1, "3")!.Ordinal);
        Assert.Equal("x", views.Item(1, "1")!.Key);
        Assert.Equal("y", views.Item(1, "y")!.Key);
    }

    [Fact]
    public async Task Items_come_in_order_page_after_page()
    {
        var keys = Enumerable.Range(1, 4_100).Select(number => $"declined-{number}").ToList();
        await _press.RunAsync(keys);
        var views = _press.Open();
        Assert.Equal(keys, views.Items(1).Select(item => item.Key));
        Assert.Equal(keys, views.Items(1, ItemState.Failed).Select(item => item.Key));
        Assert.Equal(keys[4_000..], views.Items(1, after: 4_000).Select(item => item.Key));
        Assert.Empty(views.Items(1, ItemState.Done));
    }

    [Fact]
    public async Task A_call_under_way_is_seen_while_it_is()
    {
        await _press.BeginAsync(["stuck"], pulseEvery: TimeSpan.Zero);
        var views = _press.Open();
        Assert.Equal(Fate.UnderWay, Drafts(views, 1).Single().Fate);
        Assert.Null(Drafts(views, 1).Single().Outcome);
        Assert.NotNull(Drafts(views, 1).Single().Request);
    }

    private static List<HistoryEntry.Attempt> Drafts(StoreViews views, long ordinal) =>
        [.. views.History(1, ordinal).Entries.OfType<HistoryEntry.Attempt>()
            .Where(attempt => attempt.Stage == "draft")];

    private static async Task<string> ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Ct);
    }
}
