using System.Text;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;

namespace Pressrun.Testing;

/// <summary>
/// Invariant 28: the key a provider holds is in nothing the engine writes or says. It lies where a careless engine
/// would pick it up: in the provider's own description, in the headers and the raw body of replies, in what caused an
/// error. What a provider puts into its own words is the provider's to keep clean: the engine knows no key.
/// </summary>
internal static class CanaryRule
{
    /// <summary>The key.</summary>
    public const string Key = "sk-canary-7d1f20c9";

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Key);

    /// <summary>
    /// A batch as it is written: everything but the raw bodies of replies, which are kept as they came.
    /// </summary>
    public static void Check(Batch batch, byte[] lines, byte[] raw)
    {
        if (IsIn(lines))
        {
            throw new Violation(28, $"a key is written: {Encoding.UTF8.GetString(lines)}");
        }

        if (IsIn(raw)
            && Count(raw) > batch.Records.OfType<Record.Reply>().Sum(one => Count(one.Content.Body.Bytes.Span)))
        {
            throw new Violation(28, "a key is written outside the raw body of a reply");
        }

        if (batch.Pulse is { } pulse)
        {
            Check(pulse.Memo);
            foreach (var row in pulse.Items)
            {
                Check(row.Cause);
            }

            foreach (var (lane, snapshot) in pulse.Lanes)
            {
                Check(lane);
                Check(snapshot);
            }
        }
    }

    /// <summary>What people see while it runs.</summary>
    public static void Check(Progress? progress)
    {
        Check(progress?.Trouble);
        foreach (var stage in progress?.Stages ?? [])
        {
            Check(stage.WaitsFor);
        }

        foreach (var lane in progress?.Lanes ?? [])
        {
            Check(lane.Name);
        }
    }

    /// <summary>Any text, whoever reads it.</summary>
    public static void Check(string? text)
    {
        if (text?.Contains(Key, StringComparison.Ordinal) == true)
        {
            throw new Violation(28, $"a key is told: {text}");
        }
    }

    /// <summary>Whether content holds the key.</summary>
    public static bool IsIn(ReadOnlySpan<byte> content) => content.IndexOf(Bytes) >= 0;

    private static int Count(ReadOnlySpan<byte> content) => content.Count(Bytes);
}
