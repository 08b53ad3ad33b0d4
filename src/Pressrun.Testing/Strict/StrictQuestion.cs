using System.Globalization;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;

namespace Pressrun.Testing.Strict;

/// <summary>
/// The pipeline that asks a strict provider: one stage, one call an item, and what is asked is the call's number.
/// </summary>
internal sealed class StrictQuestion : Verb
{
    /// <summary>The provider's name.</summary>
    public const string Provider = "strict";

    public override string Fingerprint => "strict/1";

    /// <summary>The pipeline.</summary>
    public static Pipeline Pipeline { get; } = new("strict", [new("speak", new StrictQuestion())]);

    /// <summary>As many items as a run has calls; keys differ from those of another run.</summary>
    public static ItemSource Items(int calls, int run) => ItemSource.Of([.. Enumerable.Range(0, calls).Select(number =>
        new Item(string.Create(CultureInfo.InvariantCulture, $"{run}-{number}"), Text(number)))]);

    /// <summary>The number of a run's call, from 0.</summary>
    public static int NumberOf(Call call) => int.Parse(call.Request.Content, CultureInfo.InvariantCulture);

    /// <summary>A number as it is asked and answered.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public override async Task<Output> RunAsync(StageContext context) =>
        Output.Of((await context.CallAsync(new(Provider, "m", context.Item.Input))).Text);
}
