using Pressrun.Model;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

public sealed class SaveTests
{
    private static readonly Item[] One = Shop.Items("a");

    [Fact]
    public void A_result_is_saved_when_its_gates_have_let_it_pass_and_before_it_is_done()
    {
        using var shop = new Shop();
        var draws = 0;
        var pipeline = Shop.Pipeline(new Stage("write", Deed.Makes("w", _ => $"draw {++draws}"))
        {
            Gates = [new Check("second", output => new(output.Text == "draw 2", "again")) { Revise = 1 }],
            Save = new Put("put"),
        });
        Assert.Equal(1, shop.Run(pipeline, One).Items[ItemState.Done]);
        Assert.Equal(["put|a|draw 2"], shop.Desk.Sent.Select(sent => sent.Content));
        var saved = shop.Journal.OfType<Record.Reply>().Single();
        var done = shop.Journal.OfType<Record.Done>().Single();
        Assert.True(saved.Seq < done.Seq);
        Assert.Equal("draw 2", done.Output.Text);
    }

    [Fact]
    public void A_result_that_does_not_pass_is_not_saved()
    {
        using var shop = new Shop();
        var pipeline = Shop.Pipeline(new Stage("write", Deed.Makes("w", _ => "bad"))
        {
            Gates = [new Check("never", _ => new(IsPassed: false, "no"))],
            Save = new Put("put"),
        });
        Assert.Equal(1, shop.Run(pipeline, One).Items[ItemState.Failed]);
        Assert.Empty(shop.Desk.Sent);
    }

    [Fact]
    public void A_result_that_cannot_be_saved_fails_its_item_alone_and_names_the_stage()
    {
        using var shop = new Shop();
        shop.Desk.Says = (call, _) => call.ItemKey == "a"
            ? new(new Outcome.Failed(Failure.Permanent, "the folder is read-only"), Body.Empty)
            : Answers.Text("ok");
        var pipeline = Shop.Pipeline(new Stage("write", Deed.Makes("w", _ => "text")) { Save = new Put("put") });
        var result = shop.Run(pipeline, Shop.Items("a", "b"));
        Assert.Equal(1, result.Items[ItemState.Done]);
        var failed = shop.Journal.OfType<Record.Item>().Single(item => item.State == ItemState.Failed);
        Assert.Equal("write", failed.Stage);
        Assert.Contains("read-only", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crash_between_saving_and_being_done_saves_no_second_time()
    {
        using var shop = new Shop();
        var pipeline = Shop.Pipeline(new Stage("write", Deed.Asks("w")) { Save = new Put("put") });
        shop.Crash(pipeline, One, () => shop.Journal.OfType<Record.Reply>().Count() == 2);
        shop.Run(pipeline, One);
        Assert.Equal(2, shop.Desk.Sent.Count);
        Assert.Single(shop.Journal.OfType<Record.Done>());
    }

    [Fact]
    public void Another_place_to_save_asks_for_nothing_else_again()
    {
        using var shop = new Shop();
        shop.Run(Shop.Pipeline(new Stage("write", Deed.Asks("w")) { Save = new Put("here") }), One);
        shop.Run(Shop.Pipeline(new Stage("write", Deed.Asks("w")) { Save = new Put("there") }), One);
        Assert.Equal(["w", "here", "there"], shop.Desk.Sent.Select(sent => sent.Content.Split('|')[0]));
    }
}
