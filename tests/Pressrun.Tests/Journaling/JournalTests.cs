using Pressrun.Seams;

namespace Pressrun.Tests.Journaling;

public sealed class JournalTests
{
    [Fact]
    public void An_append_completes_only_after_the_store_has_acknowledged_it()
    {
        using var ledger = new Ledger();
        var disk = new TaskCompletionSource();
        ledger.Store.Before = _ => disk.Task;
        Task? append = null;
        ledger.Do(async () =>
        {
            append = ledger.Journal.AppendAsync(Ledger.Note(1));
            await Task.Delay(TimeSpan.FromMinutes(1), ledger.Node.Time);
            Assert.False(append.IsCompleted);
            Assert.Equal(0, ledger.State.LastSeq);
            disk.SetResult();
            await append;
        });
        Assert.Single(ledger.Durable);
    }

    [Fact]
    public void The_state_contains_a_record_exactly_when_its_append_has_completed()
    {
        using var ledger = new Ledger();
        var disk = new TaskCompletionSource();
        ledger.Store.Before = _ => disk.Task;
        ledger.Do(async () =>
        {
            var append = ledger.Journal.AppendAsync(new Record.Lease("h", 9, 0));
            await Task.Yield();
            Assert.Equal(0, ledger.State.Epoch);
            disk.SetResult();
            await append;
            Assert.Equal(9, ledger.State.Epoch);
        });
    }

    [Fact]
    public void Groups_are_folded_in_the_order_they_became_durable_whichever_is_heard_of_first()
    {
        using var ledger = new Ledger();
        var heard = new TaskCompletionSource();
        ledger.Store.After = _ => ledger.Store.Commits.Count == 1 ? heard.Task : Task.CompletedTask;
        ledger.Do(async () =>
        {
            var first = ledger.Journal.AppendAsync(Ledger.Note(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), ledger.Node.Time);
            var second = ledger.Journal.AppendAsync(Ledger.Note(2));
            await Task.Delay(TimeSpan.FromMilliseconds(1), ledger.Node.Time);
            Assert.Equal(2, ledger.Durable.Count());
            Assert.Equal((false, 0), (second.IsCompleted, ledger.State.LastSeq));
            heard.SetResult();
            await Task.WhenAll(first, second);
            Assert.Equal(ledger.Durable.Last().Seq, ledger.State.LastSeq);
        });
    }

    [Fact]
    public void Appends_of_one_turn_share_one_commit()
    {
        using var ledger = new Ledger();
        ledger.Do(() => ledger.AppendAsync(100));
        Assert.Equal(100, Assert.Single(ledger.Store.Commits).Records.Count);
    }

    [Fact]
    public void Appends_of_other_tasks_in_the_same_turn_go_along()
    {
        using var ledger = new Ledger();
        ledger.Do(() => Task.WhenAll(Enumerable.Range(1, 5).Select(number =>
            ledger.Node.StartAsync(() => ledger.Journal.AppendAsync(Ledger.Note(number))))));
        Assert.Equal(5, Assert.Single(ledger.Store.Commits).Records.Count);
    }

    [Fact]
    public void What_is_appended_while_a_commit_is_under_way_shares_the_next_ones()
    {
        using var ledger = new Ledger();
        ledger.Store.Before = _ => Task.Delay(TimeSpan.FromMilliseconds(10), ledger.Node.Time);
        ledger.Do(async () =>
        {
            var appends = new List<Task>();
            for (var number = 1; number <= 100; number++)
            {
                appends.Add(ledger.Journal.AppendAsync(Ledger.Note(number)));
                await Task.Delay(TimeSpan.FromMilliseconds(1), ledger.Node.Time);
            }

            await Task.WhenAll(appends);
        });
        Assert.InRange(ledger.Store.Commits.Count, 5, 25);
        Assert.Equal(Enumerable.Range(1, 100).Select(number => $"{number}"), Texts(ledger));
    }

    [Fact]
    public void A_batch_holds_at_most_512_records_and_their_order_is_kept()
    {
        using var ledger = new Ledger();
        ledger.Do(() => ledger.AppendAsync(2_000));
        Assert.Equal([512, 512, 512, 464], ledger.Store.Commits.Select(commit => commit.Records.Count));
        Assert.Equal(Enumerable.Range(1, 2_000).Select(number => $"{number}"), Texts(ledger));
    }

    [Fact]
    public void Records_appended_together_are_never_torn_apart()
    {
        using var ledger = new Ledger();
        ledger.Do(() => Task.WhenAll(Enumerable.Range(1, 400).Select(number => ledger.Journal.AppendAsync(
            [Ledger.Note(number), Ledger.Note(number), Ledger.Note(number)]))));
        Assert.All(ledger.Store.Commits, commit => Assert.Equal(0, commit.Records.Count % 3));
    }

    [Fact]
    public void A_full_store_is_tried_again_and_nothing_is_lost()
    {
        using var ledger = new Ledger();
        var (refusals, told) = (0, new List<StoreFault?>());
        ledger.Store.Before = _ => ++refusals <= 3 ? RefuseAsync(StoreFault.Full) : Task.CompletedTask;
        ledger.Journal.Trouble = trouble => told.Add(trouble?.Fault);
        ledger.Do(() => ledger.Journal.AppendAsync(Ledger.Note(1)));
        Assert.Equal([StoreFault.Full, StoreFault.Full, StoreFault.Full, null], told);
        Assert.Equal(["1"], Texts(ledger));
        Assert.Equal(1.5, ledger.Node.Time.Now.TotalSeconds);
    }

    [Fact]
    public void A_store_that_stays_full_is_given_up_after_five_minutes()
    {
        using var ledger = new Ledger();
        StoreException? lost = null;
        ledger.Store.Before = _ => RefuseAsync(StoreFault.Full);
        ledger.Journal.Lost = failure => lost = failure;
        Assert.Throws<StoreException>(() => ledger.Do(() => ledger.Journal.AppendAsync(Ledger.Note(1))));
        Assert.Equal(StoreFault.Full, lost!.Fault);
        Assert.InRange(ledger.Node.Time.Now.TotalMinutes, 5, 5.1);
    }

    [Fact]
    public void A_store_that_does_not_falter_causes_no_trouble()
    {
        using var ledger = new Ledger();
        ledger.Journal.Trouble = _ => Assert.Fail("There was no trouble.");
        ledger.Do(() => ledger.Journal.AppendAsync(Ledger.Note(1)));
    }

    [Fact]
    public void A_fenced_store_faults_every_append_that_waits_and_every_later_one()
    {
        using var ledger = new Ledger();
        var (told, appends) = (0, new List<Task>());
        ledger.Journal.Lost = _ => told++;
        ledger.Memory.Image.Claim(new("p", "somebody else"));
        ledger.Do(async () =>
        {
            for (var number = 1; number <= 2_000; number++)
            {
                appends.Add(ledger.Journal.AppendAsync(Ledger.Note(number)));
            }

            await Assert.ThrowsAsync<StoreException>(() => Task.WhenAll(appends));
            Assert.Throws<StoreException>(() => { _ = ledger.Journal.AppendAsync(Ledger.Note(0)); });
            await Assert.ThrowsAsync<StoreException>(ledger.Journal.PulseAsync);
        });
        Assert.All(appends, append =>
            Assert.Equal(StoreFault.Fenced, ((StoreException)append.Exception!.InnerException!).Fault));
        Assert.Equal(1, told);
        Assert.Empty(ledger.Durable);
        Assert.Equal(0, ledger.State.LastSeq);
    }

    [Fact]
    public void An_append_from_another_thread_is_refused()
    {
        using var ledger = new Ledger();
        var refused = new Thread(() => Assert.Throws<InvalidOperationException>(
            () => { _ = ledger.Journal.AppendAsync(Ledger.Note(1)); }));
        refused.Start();
        refused.Join();
        Assert.Empty(ledger.Store.Commits);
    }

    private static IEnumerable<string> Texts(Ledger ledger) =>
        ledger.Durable.OrderBy(record => record.Seq).Cast<Record.Note>().Select(note => note.Text);

    private static Task RefuseAsync(StoreFault fault) => Task.FromException(new StoreException(fault, "no"));

    [Fact]
    public void Nothing_is_written_after_a_group_was_lost_for_good_not_even_a_pulse()
    {
        using var ledger = new Ledger();
        var isLost = false;
        ledger.Store.Before = batch => !isLost && batch.Records.Any(record => record is Record.Note)
            ? Task.FromException(new StoreException(StoreFault.Damaged, "gone")) : Task.CompletedTask;
        ledger.Do(async () =>
        {
            await Assert.ThrowsAsync<StoreException>(() => ledger.AppendAsync(1));
            isLost = true;
            var commits = ledger.Store.Commits.Count;
            await Assert.ThrowsAsync<StoreException>(() => ledger.Journal.PulseAsync());
            await Task.Delay(TimeSpan.FromMinutes(10), ledger.Node.Time);
            Assert.Equal(commits, ledger.Store.Commits.Count);
        });
    }

    [Fact]
    public void A_machine_that_slept_while_the_disk_was_full_has_lost_no_patience()
    {
        using var ledger = new Ledger();
        var tries = 0;
        ledger.Store.Before = async _ =>
        {
            if (++tries == 1)
            {
                await Task.Delay(TimeSpan.FromHours(8), ledger.Node.Time);
                throw new StoreException(StoreFault.Full, "full");
            }
        };
        ledger.Do(() => ledger.AppendAsync(1));
        Assert.Equal(2, tries);
        Assert.Single(ledger.Durable);
    }
}
