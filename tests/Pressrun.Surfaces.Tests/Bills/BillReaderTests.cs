using Pressrun.Pipelines.Bills;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Bills;

/// <summary>Exports of services' cost and usage pages; made-up figures in columns of the services' names.</summary>
public sealed class BillReaderTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void A_cost_file_of_openai_has_seconds_since_1970_empty_days_and_items_that_begin_with_the_model() => Hold(
        """
        start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id
        1795132800,1795219200,2026-11-20T00:00:00+00:00,2026-11-21T00:00:00+00:00,,,,
        1795219200,1795305600,2026-11-21T00:00:00+00:00,2026-11-22T00:00:00+00:00,0.0038359800,usd,"gpt-6-luna, input",p
        """,
        new BillLine(Day, "gpt-6-luna") { Cost = 0.00383598m });

    [Fact]
    public void A_usage_file_of_openai_names_sums_and_their_parts_and_the_parts_are_not_counted_again() => Hold(
        "start_time,num_model_requests,model,input_tokens,input_cached_tokens,input_text_tokens,output_tokens,"
        + "output_text_tokens\n1795219200,2,gpt-6-luna-2026-09-22,100,64,100,50,50\n",
        new BillLine(Day, "gpt-6-luna-2026-09-22") { Input = 100, Output = 50 });

    [Fact]
    public void Openai_s_interface_answers_with_lists_in_lists() => Hold(
        """
        { "object": "page", "data": [
          { "object": "bucket", "start_time": 1795132800, "end_time": 1795219200, "results": [] },
          { "object": "bucket", "start_time": 1795219200, "end_time": 1795305600, "results": [
            { "object": "organization.costs.result", "amount": { "value": 0.06, "currency": "usd" },
              "line_item": "gpt-6-luna, output", "project_id": null } ] } ],
          "has_more": false, "next_page": null }
        """,
        new BillLine(Day, "gpt-6-luna") { Cost = 0.06m });

    [Fact]
    public void A_cost_file_of_anthropic_names_models_for_people() => Hold(
        """
        usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type
        2026-11-21,Claude Haiku 5.5,Default,"a, b",message,≤ 200k,input_no_cache,0.05,0.10,token
        """,
        new BillLine(Day, "Claude Haiku 5.5") { Cost = 0.05m });

    [Fact]
    public void A_usage_file_of_anthropic_counts_what_is_cached_beside_what_is_not() => Hold(
        "usage_date_utc,model_version,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,"
        + "usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count\n"
        + "2026-11-21 14:00:00,claude-haiku-5-5,36,10,0,64,50,0\n",
        new BillLine(Day, "claude-haiku-5-5") { Input = 110, Output = 50 });

    [Fact]
    public void Anthropic_s_interface_counts_cents_in_its_cost_report() => Hold(
        """
        { "data": [ { "starting_at": "2026-11-21T00:00:00Z", "ending_at": "2026-11-22T00:00:00Z", "results": [
          { "currency": "USD", "amount": "123.45", "cost_type": "tokens", "model": "claude-haiku-5-5",
            "token_type": "output_tokens" } ] } ], "has_more": false }
        """,
        new BillLine(Day, "claude-haiku-5-5") { Cost = 1.2345m });

    [Fact]
    public void Anthropic_s_interface_nests_what_was_written_to_caches() => Hold(
        """
        { "data": [ { "starting_at": "2026-11-21T00:00:00Z", "results": [ { "uncached_input_tokens": 36,
          "cache_creation": { "ephemeral_1h_input_tokens": 4, "ephemeral_5m_input_tokens": 6 },
          "cache_read_input_tokens": 64, "output_tokens": 50, "model": "claude-haiku-5-5" } ] } ] }
        """,
        new BillLine(Day, "claude-haiku-5-5") { Input = 110, Output = 50 });

    [Fact]
    public void A_file_nobody_knows_is_read_by_what_its_columns_are_called() => Hold(
        "Date;Model;Prompt Tokens;Completion Tokens;Cost\n2026-11-21;own/model;1,000;20;$1.50\n",
        new BillLine(Day, "own/model") { Cost = 1.5m, Input = 1_000, Output = 20 });

    [Fact]
    public void Objects_one_a_line_are_read_too() => Hold(
        """
        {"date":"2026-11-21","model":"a","cost_usd":1}
        {"date":"2026-11-21","model":"a","cost_usd":2,"characters":7}
        """,
        new BillLine(Day, "a") { Cost = 1 }, new BillLine(Day, "a") { Cost = 2, Characters = 7 });

    [Fact]
    public void A_day_is_one_of_universal_time() => Hold(
        "time,cost\n2026-11-22T01:00:00+02:00,1\n", new BillLine(Day, "") { Cost = 1 });

    [Fact]
    public void A_time_may_be_in_milliseconds() => Hold(
        "start_time,cost\n1795219200000,1\n", new BillLine(Day, "") { Cost = 1 });

    [Theory]
    [InlineData("", "bill: is empty. Export it again as CSV or JSON.")]
    [InlineData("date,cost\n", "bill: holds no line. Export cost or usage by day and model.")]
    [InlineData("a,b\n1,2\n", "bill: has no column with a day, such as `date` or `start_time_iso`; there is: `a` `b`. "
        + "Export cost or usage by day and model.")]
    [InlineData("date,b\n2026-11-21,2\n", "bill: has no column with an amount or with tokens, such as `cost_usd` or "
        + "`input_tokens`; there is: `date` `b`. Export cost or usage by day and model.")]
    [InlineData("date,cost\n2026-11-21,1\n2026-11-21,x\n",
        "bill:3: `cost` is `x`, which is no number. Correct it, or export the file again.")]
    [InlineData("date,cost\n11/12/2026,1\n",
        "bill:2: `date` is `11/12/2026`, which is no day. Write it as 2026-11-22.")]
    [InlineData("date,cost\n20261122,1\n", "bill:2: `date` is `20261122`, which is no day. Write it as 2026-11-22.")]
    [InlineData("date,cost\n,1\n", "bill:2: `date` is empty. Export it by day.")]
    [InlineData("date,cost,currency\n2026-11-21,1,EUR\n",
        "bill:2: is in `EUR`, and only US dollars can be compared. Export it in USD.")]
    [InlineData("date,cost\n2026-11-21\n",
        "bill:2: has 1 values, the first line names 2 columns. Export it again as CSV or JSON.")]
    [InlineData("date,cost\n2026-11-21,\n",
        "bill: names no amount and no tokens. Export days on which something was asked.")]
    [InlineData("{\"data\":[\n{\"date\":}]}",
        "bill:2: is no valid JSON (at column 9). Export it again as CSV or JSON.")]
    [InlineData("{\"data\":[{\"date\":\"2026-11-21\",\"cost\":1},{\"date\":\"soon\",\"cost\":1}]}",
        "bill: data[1]: `date` is `soon`, which is no day. Write it as 2026-11-22.")]
    public void What_cannot_be_read_is_said_with_place_cause_and_next_step(string text, string message)
    {
        _shell.Write("bill", text);
        Assert.Equal(message, Assert.Throws<PressrunException>(Read).Message);
    }

    [Fact]
    public void A_file_that_is_not_there_or_a_folder_is_said_so()
    {
        Assert.StartsWith("bill: there is no such file.", Assert.Throws<PressrunException>(Read).Message,
            StringComparison.Ordinal);
        Directory.CreateDirectory(_shell.PathOf("bill"));
        Assert.StartsWith("bill: is a folder.", Assert.Throws<PressrunException>(Read).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date,cost\n2026-11-21,1e300\n")]
    [InlineData("date,cost\n2026-11-21,-\u001b[2J\n")]
    [InlineData("date,cost\n99999999999999999999,1\n")]
    [InlineData("[[[[[1]]]]]")]
    [InlineData("{}")]
    [InlineData("\0\0\0")]
    [InlineData("{\"date\":\"\\ud800\",\"cost\":1}")]
    public void Whatever_stands_in_it_ends_in_a_message_without_control_characters(string text)
    {
        _shell.Write("bill", text);
        Assert.DoesNotContain(Assert.Throws<PressrunException>(Read).Message, char.IsControl);
    }

    private Bill Read() => BillReader.Read(_shell.PathOf("bill"), "bill");

    private void Hold(string text, params BillLine[] lines)
    {
        _shell.Write("bill", text);
        Assert.Equal(lines, Read().Lines);
    }
}
