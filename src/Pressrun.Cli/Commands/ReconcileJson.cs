using Pressrun.Cli.Screens;

namespace Pressrun.Cli.Commands;

/// <summary>
/// What <c>pressrun spend --reconcile FILE --json</c> tells programs: a <c>reconciled</c> for each row, then
/// <c>reconcile</c>, the verdict.
/// </summary>
internal static class ReconcileJson
{
    /// <summary>Tells a comparison.</summary>
    public static void Tell(JsonLines lines, Reconciliation compared)
    {
        foreach (var row in compared.Rows)
        {
            lines.Tell("reconciled", json =>
            {
                SpendJson.Write(json, "day", row.Day);
                json.WriteString("model", row.Model);
                SpendJson.Write(json, "ours_usd", row.OurCost);
                SpendJson.Write(json, "theirs_usd", row.TheirCost);
                SpendJson.Write(json, "difference_usd", row.Difference);
                json.WriteNumber("our_tokens_in", row.Ours.Usage.AllInput);
                json.WriteNumber("their_tokens_in", row.TheirUsage.Input);
                json.WriteNumber("our_tokens_out", row.Ours.Usage.Output);
                json.WriteNumber("their_tokens_out", row.TheirUsage.Output);
                json.WriteNumber("unknown_calls", row.Ours.UnknownCalls);
                SpendJson.Write(json, "unknown_usd", row.Ours.Unknown.Micros / 1_000_000m);
                json.WriteNumber("unknown_price_calls", row.Unpriced);
                json.WriteString("verdict", row.IsEqual ? "equal" : row.IsExplained ? "explained" : "differs");
                json.WriteString("why", ReconcilePage.Why(row));
            });
        }

        lines.Tell("reconcile", json =>
        {
            json.WriteNumber("rows", compared.Rows.Count);
            json.WriteString("compared", compared.HasCosts ? "usd" : "tokens");
            json.WriteBoolean("ok", compared.IsEqual);
            json.WriteStartArray("not_compared");
            foreach (var model in compared.NotCompared)
            {
                json.WriteStringValue(model);
            }

            json.WriteEndArray();
        });
    }
}
