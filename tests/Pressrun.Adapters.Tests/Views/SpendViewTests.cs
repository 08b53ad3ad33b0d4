using Pressrun.Model;
using Pressrun.Sql.Views;

namespace Pressrun.Adapters.Tests.Views;

/// <summary>The money of real runs.</summary>
public sealed class SpendViewTests : IAsyncDisposable
{
    private static readonly string[] Mixed = ["a", "declined", "dull", "lost", "busy", "b"];

    private readonly Press _press = new();

    public ValueTask DisposeAsync() => _press.DisposeAsync();

    [Theory]
    [InlineData(SpendBy.None)]
    [InlineData(SpendBy.Stage)]
    [InlineData(SpendBy.Model)]
    [InlineData(SpendBy.Item)]
    [InlineData(SpendBy.Day)]
    [InlineData(SpendBy.Stage | SpendBy.Model | SpendBy.Item | SpendBy.Day)]
    public async Task Whatever_rows_are_told_apart_by_they_add_up_to_what_the_engine_said(SpendBy by)
    {
        var result = await _press.RunAsync(Mixed);
        var rows = _press.Open().Spend(1, by);
        var total = SpendRow.Sum(rows);
        Assert.Equal((result.Spent, result.Unknown, (long)result.UnknownCalls),
            (total.Paid, total.Unknown, total.UnknownCalls));
        Assert.Equal(total.Paid, total.Used + total.Wasted);
        Assert.All(rows, row => Assert.InRange(row.Wasted.Micros, 0, row.Paid.Micros));
        Assert.Equal(by is SpendBy.None or SpendBy.Model or SpendBy.Day, rows.Count == 1);
    }

    [Fact]
    public async Task The_draft_that_was_revised_is_all_that_is_wasted()
    {
        await _press.RunAsync(Mixed);
        var wasted = _press.Open().Spend(1, SpendBy.Stage | SpendBy.Item).Where(row => row.Wasted > Money.Zero);
        var row = Assert.Single(wasted);
        Assert.Equal(("draft", "dull"), (row.Stage, row.Item?.Key));
        Assert.Equal([(Waste.Revised, new Money(OddProvider.Cost))], row.Wastes.Select(one => (one.Key, one.Value)));
    }

    [Fact]
    public async Task Rows_come_in_the_order_of_the_pipeline_and_of_the_items()
    {
        await _press.RunAsync(Mixed);
        var views = _press.Open();
        Assert.Equal(["draft", "voice", "index"], views.Spend(1, SpendBy.Stage).Select(row => row.Stage!));
        Assert.Equal([0L, 1, 2, 3, 4, 5, 6], views.Spend(1, SpendBy.Item).Select(row => row.Ordinal!.Value));
        var model = Assert.Single(views.Spend(1, SpendBy.Model));
        Assert.Equal(("odd/m", "m-2026"), (model.Model, Assert.Single(model.AnsweredBy)));
    }

    [Fact]
    public async Task What_is_under_way_is_unknown_only_where_its_process_has_ended()
    {
        await _press.BeginAsync(["stuck"], pulseEvery: TimeSpan.Zero);
        Assert.Empty(_press.Open().Spend(1, SpendBy.None));
        var lost = Assert.Single(_press.Open(_press.Copy()).Spend(1, SpendBy.None));
        Assert.Equal((1, new Money(OddProvider.WorstCase)), (lost.UnknownCalls, lost.Unknown));
        Assert.Empty(_press.Open().Spend(7, SpendBy.None));
    }
}
