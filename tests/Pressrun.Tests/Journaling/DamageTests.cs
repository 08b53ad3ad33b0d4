using System.Text;
using Pressrun.Journaling;
using Pressrun.Seams;

namespace Pressrun.Tests.Journaling;

public sealed class DamageTests
{
    [Theory]
    [InlineData(""" "stages":{"s":[1]},"records":"" """)]
    [InlineData(""" "stages":{},"records":null """)]
    public void A_memo_with_missing_numbers_is_none(string part) => Assert.Null(Memo.Read(
        $$"""{"v":1,"epoch":1,"last":1,"ordinal":1,"spent":1,"items":[],{{part}},"open":[]}"""));

    [Theory]
    [InlineData("[0]")]
    [InlineData("[]")]
    public void A_body_without_place_is_refused(string place) => Assert.Throws<FormatException>(() => EntryReader.Read(
        Encoding.UTF8.GetBytes(
            $$"""{"k":"done","v":1,"stage":"s","fingerprint":"f","hash":"h","raw":{{place}}}""" + "\n"),
        new byte[10], 1, 0));

    [Theory]
    [InlineData("""{"k":"wish","v":1}""")]
    [InlineData("""{"k":"note","v":2,"who":"a","text":"b"}""")]
    public void An_unknown_kind_or_version_names_the_record(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        var refusal = Assert.Throws<FormatException>(() => EntryReader.Read(bytes, default, 7, 0));
        Assert.Contains("7168", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_does_not_exist_is_refused() => Assert.Throws<FormatException>(() => EntryReader.Read(
        Encoding.UTF8.GetBytes("""{"k":"item","v":1,"item":1,"state":99}""" + "\n"), default, 7, 0));

    [Fact]
    public void A_batch_the_store_refuses_for_good_leaves_no_other_append_hanging()
    {
        using var ledger = new Ledger();
        var first = true;
        ledger.Store.Before = async _ =>
        {
            if (first)
            {
                first = false;
                await Task.Delay(TimeSpan.FromSeconds(1), ledger.Node.Time);
                throw new StoreException(StoreFault.Unusable, "no");
            }

            await Task.Delay(TimeSpan.FromSeconds(2), ledger.Node.Time);
        };
        ledger.Do(async () =>
        {
            var one = ledger.Journal.AppendAsync(Ledger.Note(1));
            await Task.Delay(TimeSpan.FromSeconds(0.1), ledger.Node.Time);
            var two = ledger.Journal.AppendAsync(Ledger.Note(2));
            await Task.Delay(TimeSpan.FromSeconds(10), ledger.Node.Time);
            Assert.True(one.IsFaulted);
            Assert.True(two.IsCompleted);
        });
    }
}
