using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Tests.Journaling;

public sealed class PulseTests
{
    [Fact]
    public void A_pulse_names_every_record_of_an_item_and_where_the_item_stands()
    {
        using var ledger = new Ledger();
        ledger.Do(async () =>
        {
            await AddAsync(ledger, 1);
            await ledger.Journal.AppendAsync(new Record.Done(1, "w", "", "f", Output.Of("x")));
            await ledger.Journal.AppendAsync(
                new Record.Item(1, ItemState.Failed, ItemState.Open, Stage: "w", Cause: "why", Spent: new(5)));
            await ledger.Journal.PulseAsync();
        });
        var pulse = Pulses(ledger).Single();
        Assert.Equal(new TrailRow(1, ledger.Durable.OfType<Record.Done>().Single().Seq), pulse.Trail.Single());
        Assert.Equal(new ItemRow(1, ItemState.Failed, "w", "why", 5), pulse.Items.Single());
    }

    [Fact]
    public void An_item_that_moved_twice_is_written_once_as_it_stands()
    {
        using var ledger = new Ledger();
        ledger.Do(async () =>
        {
            await AddAsync(ledger, 1);
            await ledger.Journal.AppendAsync(new Record.Item(1, ItemState.Failed, ItemState.Open, Spent: new(5)));
            await ledger.Journal.AppendAsync(new Record.Item(1, ItemState.Open, ItemState.Failed));
            await ledger.Journal.AppendAsync(new Record.Item(1, ItemState.Done, ItemState.Open, Spent: new(8)));
            await ledger.Journal.PulseAsync();
        });
        Assert.Equal(new ItemRow(1, ItemState.Done, null, null, 8), Pulses(ledger).Single().Items.Single());
    }

    [Fact]
    public void A_pulse_is_written_once_a_second_while_something_happens()
    {
        using var ledger = new Ledger(TimeSpan.FromSeconds(1));
        ledger.Do(async () =>
        {
            await ledger.Journal.AppendAsync(Ledger.Note(1));
            await ledger.Journal.AppendAsync(Ledger.Note(2));
            await Task.Delay(TimeSpan.FromSeconds(10), ledger.Node.Time);
            await ledger.Journal.AppendAsync(Ledger.Note(3));
            await Task.Delay(TimeSpan.FromSeconds(10), ledger.Node.Time);
        });
        Assert.Equal([2, 1], Pulses(ledger).Select(pulse => pulse.Trail.Count));
    }

    [Fact]
    public void A_large_pulse_is_cut_and_its_memo_stands_in_the_last_slice_alone()
    {
        using var ledger = new Ledger();
        ledger.Do(async () =>
        {
            await ledger.AppendAsync(4_500);
            await ledger.Journal.PulseAsync();
        });
        var pulses = Pulses(ledger).ToList();
        Assert.Equal([1_000, 1_000, 1_000, 1_000, 500], pulses.Select(pulse => pulse.Trail.Count));
        Assert.Equal([true, true, true, true, false], pulses.Select(pulse => pulse.Memo is null));
        Assert.Equal([0, 0, 0, 0, ledger.State.LastSeq], pulses.Select(pulse => pulse.Folded));
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(4_000)]
    [InlineData(4_001)]
    public void A_cut_pulse_names_every_record_once(int records)
    {
        using var ledger = new Ledger();
        ledger.Do(async () =>
        {
            await ledger.AppendAsync(records);
            await ledger.Journal.PulseAsync();
        });
        Assert.Equal(
            ledger.Durable.Select(record => record.Seq),
            Pulses(ledger).SelectMany(pulse => pulse.Trail).Select(row => row.Seq));
        Assert.All(Pulses(ledger), pulse => Assert.InRange(pulse.Trail.Count, 1, PulseWriter.RowsMax));
    }

    [Fact]
    public void Many_items_are_cut_as_well()
    {
        using var ledger = new Ledger();
        ledger.Do(async () =>
        {
            for (var start = 1; start <= 4_100; start += 500)
            {
                var count = Math.Min(500, 4_101 - start);
                await ledger.Journal.AppendAsync([.. Enumerable.Range(start, count).Select(Added)]);
            }

            await Task.WhenAll(Enumerable.Range(1, 4_100).Select(number => ledger.Journal.AppendAsync(
                new Record.Item(number, ItemState.Done, ItemState.Open))));
            await ledger.Journal.PulseAsync();
        });
        Assert.Equal([1_000, 1_000, 1_000, 1_000, 100], Pulses(ledger).Select(pulse => pulse.Items.Count));
        Assert.Equal(4_100, Pulses(ledger).SelectMany(pulse => pulse.Items).DistinctBy(row => row.Ordinal).Count());
    }

    [Fact]
    public void The_memo_says_what_the_state_is()
    {
        using var ledger = new Ledger();
        ledger.Do(async () =>
        {
            await AddAsync(ledger, 1);
            await AddAsync(ledger, 2);
            await ledger.Journal.PulseAsync();
        });
        var back = new RunState();
        back.Restore(Memo.Read(Pulses(ledger).Single().Memo)!);
        Assert.Equal(ledger.State.Describe(), back.Describe());
    }

    private static Task AddAsync(Ledger ledger, int number) => ledger.Journal.AppendAsync(Added(number));

    private static Record Added(int number) =>
        new Record.Item(number, ItemState.Open, Added: new($"{number}", "") { Ordinal = number });

    private static IEnumerable<Pulse> Pulses(Ledger ledger) =>
        ledger.Store.Commits.Select(commit => commit.Pulse).OfType<Pulse>();
}
