using System.Text.Json;
using Pressrun.Surfaces.Tests.FirstRun;
using Pressrun.Surfaces.Tests.Screens;

namespace Pressrun.Surfaces.Tests.Spending;

/// <summary>A service's own account, held against the journal.</summary>
public sealed class ReconcileTests
{
    private const string Head = "usage_date_utc,model,token_type,cost_usd\n";

    [Fact]
    public void What_agrees_to_the_cent_by_day_and_model_is_exit_0()
    {
        using var shell = Works.Make("plain", "cached");
        // 0.30 + 0.186 dollars of scripts, under the name of who answered, and 0.60 of voices.
        var (code, output, error) = Reconcile(shell, Head
            + "2026-11-21,gpt-6.1-sol-2026-09-30,input,0.281\n2026-11-21,gpt-6.1-sol-2026-09-30,output,0.2\n"
            + "2026-11-21,TTS 1,input,0.60\n");
        Assert.Equal((0, ""), (code, error));
        Assert.EndsWith("\n2 rows by day and model: all agree to the cent\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cent_of_difference_is_exit_1()
    {
        using var shell = Works.Make("plain");
        var (code, output, _) = Reconcile(
            shell, Head + "2026-11-21,gpt-6.1-sol,output,0.31\n2026-11-21,tts-1,x,0.30\n");
        Assert.Equal(1, code);
        Assert.Matches(@"openai/gpt-6\.1-sol +\$0\.30 +\$0\.31 +\+\$0\.01  asked outside of these runs", output);
        Assert.EndsWith("\n2 rows by day and model: 1 differs\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.20", 0, "1 call without a reply, ≤ $0.90")]
    [InlineData("1.50", 0, "1 call without a reply, ≤ $0.90")]
    [InlineData("1.52", 1, "more than 1 call without a reply, ≤ $0.90")]
    [InlineData("0.50", 1, "not in the file, or not yet")]
    public void A_call_without_a_reply_explains_what_it_may_have_cost_and_no_more(string cost, int exit, string why)
    {
        using var shell = Works.Make("plain", "lost");
        var (code, output, _) = Reconcile(shell, Head + $"2026-11-21,gpt-6.1-sol,x,0.60\n2026-11-21,tts-1,x,{cost}\n");
        Assert.Equal(exit, code);
        Assert.Contains(why, output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_is_as_approved()
    {
        using var shell = Works.Make(Works.All);
        var (code, output, _) = Reconcile(shell, Head
            + "2026-11-20,gpt-6.1-sol,x,0.10\n2026-11-21,gpt-6.1-sol,x,2.30\n2026-11-21,tts-1,x,2.10\n"
            + "2026-11-21,gpt-image-3,x,4\n");
        Assert.Equal(1, code);
        Golden.Hold("reconcile", output);
    }

    [Fact]
    public void All_runs_count_unless_one_is_named()
    {
        using var shell = Works.Make("plain");
        Works.Run(shell, "berta", "plain");
        var bill = Head + "2026-11-21,gpt-6.1-sol,x,0.30\n2026-11-21,tts-1,x,0.60\n";
        Assert.Equal(0, Reconcile(shell, bill).Code);
        Assert.Equal(1, Reconcile(shell, bill, "latest").Code);
    }

    [Fact]
    public void Days_the_file_is_not_about_are_left_alone()
    {
        using var shell = Works.Make("plain");
        var (code, output, _) = Reconcile(shell, Head + "2026-11-22,gpt-6.1-sol,x,0.001\n");
        Assert.Equal(0, code);
        Assert.DoesNotContain("2026-11-21", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_models_is_compared_by_day()
    {
        using var shell = Works.Make("plain");
        var (code, output, _) = Reconcile(shell, "start_time,amount_value\n1795219200,0.60\n");
        Assert.Equal(0, code);
        Assert.Contains("1 row by day, because the file names no models: all agree to the cent", output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200_000, 20_000, 0)]
    [InlineData(200_001, 20_000, 1)]
    [InlineData(200_000, 19_999, 1)]
    public void A_file_without_amounts_is_compared_by_tokens(int input, int output, int exit)
    {
        using var shell = Works.Make("plain", "cached");
        var (code, _, _) = Reconcile(shell, "date,model,input_tokens,output_tokens,characters\n"
            + $"2026-11-21,gpt-6.1-sol,{input},{output},\n2026-11-21,tts-1,,,40000\n");
        Assert.Equal(exit, code);
    }

    [Fact]
    public void Models_of_a_provider_the_file_does_not_speak_of_are_said_and_not_held_against_it()
    {
        using var shell = Works.Make("plain");
        var (code, output, _) = Reconcile(shell, Head + "2026-11-21,claude-haiku-5-5,x,1\n");
        Assert.Equal(1, code);
        Assert.Contains("not asked in these runs", output, StringComparison.Ordinal);
        Assert.Contains("not compared, because bill names no model of their providers: "
            + "openai/gpt-6.1-sol, openai/tts-1\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_of_unknown_price_is_said_to_be_the_reason_and_still_differs()
    {
        using var shell = Works.Make("odd");
        var (code, output, _) = Reconcile(shell, Head + "2026-11-21,gpt-6.1-sol,x,0.02\n2026-11-21,tts-1,x,0.30\n");
        Assert.Equal(1, code);
        Assert.Matches(@"unknown price +\$0\.02 +\+\$0\.02  1 call of unknown price", output);
    }

    [Fact]
    public void Programs_get_each_row_and_the_verdict()
    {
        using var shell = Works.Make("plain", "lost");
        var (code, output, _) = Reconcile(
            shell, Head + "2026-11-21,gpt-6.1-sol,x,0.60\n2026-11-21,tts-1,x,0.90\n", "--json");
        Assert.Equal(0, code);
        var lines = output.TrimEnd('\n').Split('\n')[1..].Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal("reconciled equal,reconciled explained", string.Join(',', lines[..^1].Select(line =>
            $"{line.GetProperty("type").GetString()} {line.GetProperty("verdict").GetString()}")));
        Assert.Equal(0.3m, lines[1].GetProperty("difference_usd").GetDecimal());
        Assert.Equal("""{"type":"reconcile","rows":2,"compared":"usd","ok":true,"not_compared":[]}""",
            lines[^1].GetRawText());
    }

    [Theory]
    [InlineData("date,cost\n2026-11-21,x\n", "bill:2: `cost` is `x`, which is no number.")]
    [InlineData("", "bill: is empty.")]
    public void A_file_that_cannot_be_read_is_exit_2_with_its_place(string bill, string message)
    {
        using var shell = Works.Make("plain");
        var (code, output, error) = Reconcile(shell, bill);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Reconcile(Shell shell, string bill, params string[] words)
    {
        shell.Write("bill", bill);
        return Works.Ask(shell, ["spend", "--reconcile", "bill", .. words]);
    }
}
