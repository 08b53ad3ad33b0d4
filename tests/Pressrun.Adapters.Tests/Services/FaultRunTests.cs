using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Services;

/// <summary>
/// A thousand calls at each vendor, one in twenty with a fault: nothing is lost, nothing paid twice, each fault known
/// for what it is, and the ledger is the vendor's bill.
/// </summary>
public sealed class FaultRunTests
{
    private const int Items = 1000;

    public static TheoryData<string> Vendors => [.. FakeVendor.All.Keys];

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Nothing_is_lost_or_paid_twice_and_the_ledger_is_the_bill(string name)
    {
        var vendor = FakeVendor.All[name];
        using var run = new FaultRun(vendor);
        var result = run.Run(Items);
        Assert.Empty(run.Kinds.Except(run.Injected.Keys));
        var journal = run.Journal.ToList();
        CheckItems(run, journal, result.Items.ToDictionary());
        CheckBills(vendor, run, journal);
        Assert.DoesNotContain(journal, record => record.ToString().Contains(FakeVendor.Key, StringComparison.Ordinal));
    }

    // Only what was declined for good fails, only what cannot be read waits for a person; the rest is done.
    private static void CheckItems(FaultRun run, List<Record> journal, Dictionary<ItemState, long> items)
    {
        var declined = journal.OfType<Record.Reply>()
            .Count(reply => reply.Content.Outcome is Outcome.Failed { Class: Failure.Permanent });
        var unreadable = run.Injected.GetValueOrDefault("garbage") + run.Injected.GetValueOrDefault("empty");
        Assert.InRange(items.GetValueOrDefault(ItemState.Review), 0, unreadable);
        Assert.True(declined == items.GetValueOrDefault(ItemState.Failed), string.Join('\n', journal
            .OfType<Record.Item>().Where(item => item.State == ItemState.Failed).Select(item => item.Cause)));
        Assert.Equal(Items, items.Values.Sum());
        Assert.Equal(0, items.GetValueOrDefault(ItemState.Open));
    }

    private static void CheckBills(FakeVendor vendor, FaultRun run, List<Record> journal)
    {
        var intents = journal.OfType<Record.Intent>().ToDictionary(intent => intent.Seq);
        var lost = journal.OfType<Record.Unknown>().ToList();
        var answered = journal.OfType<Record.Reply>()
            .Where(reply => reply.Content.Outcome is Outcome.Answered || reply.Content.Cost > Money.Zero).ToList();

        // No call has two answers, and a second bill only where an attempt is listed as perhaps paid.
        Assert.Equal(answered.Count, answered.Select(reply => reply.Key).Distinct().Count());
        var lostOf = lost.ToLookup(one => one.Number);
        var answerOf = answered.ToDictionary(reply => reply.Number);
        var keyOf = journal.OfType<Record.Item>().Where(item => item.Added is not null)
            .ToDictionary(item => item.Added!.Key, item => item.Number);
        foreach (var (mark, bills) in run.Bills)
        {
            var unheard = bills.Count - (answerOf.ContainsKey(keyOf[mark]) ? 1 : 0);
            Assert.InRange(unheard, 0, lostOf[keyOf[mark]].Count());

            // To the micro-dollar, where the answer says what it used; else by an estimate that says so of itself.
            if (vendor.IsBillKnown && answerOf.TryGetValue(keyOf[mark], out var answer)
                && !answer.Content.IsEstimated)
            {
                Assert.Equal(bills[0], answer.Content.Cost.Micros);
            }

            // What was lost is booked at no less than it can have cost.
            if (vendor is { IsPriced: true, TellsUsage: true })
            {
                Assert.All(lostOf[keyOf[mark]], one =>
                    Assert.InRange(bills[0], 0, intents[one.Of].Demand.WorstCase.Micros));
            }
        }
    }
}
