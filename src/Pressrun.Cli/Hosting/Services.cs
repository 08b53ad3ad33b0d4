using System.Globalization;
using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Providers.Prices;
using Pressrun.Providers.Services;

namespace Pressrun.Cli.Hosting;

/// <summary>The services of a pipeline, and what is known of them before any is asked.</summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="prices">What services cost.</param>
/// <param name="time">The clock.</param>
internal sealed class Services(LoadedPipeline pipeline, PriceBook prices, TimeProvider time)
{
    private const int WarnDays = 60;

    /// <summary>A service as it is opened.</summary>
    /// <param name="service">As the file describes it.</param>
    /// <param name="key">Its key; null for none.</param>
    public static NamedService Named(AskedService service, string? key) => new(service.Provider, service.Kind)
    {
        Url = service.Url,
        Key = key,
        KeyName = service.Reference,
        Region = service.Region,
        Models = [.. service.Models.Select(model => model.Name)],
        Given = service.Prices is { } given ? Of(service, given) : null,
    };

    /// <summary>Whether a pipeline says what may be spent.</summary>
    public static bool HasBudget(LoadedPipeline pipeline) =>
        pipeline.Budget is { Run: not null } or { Item: not null } or { Day: not null };

    /// <summary>What is worth knowing, in the order of the stages; what stands in the way of a run is wrong.</summary>
    public IReadOnlyList<ServiceFinding> Look()
    {
        using var desk = new ServiceDesk(prices, time);
        return [.. pipeline.Services.SelectMany(service => service.Models.SelectMany(
            model => Look(desk, service, model)))];
    }

    /// <summary>Nothing may begin that is known to fail, or to cost what nobody knows under a budget.</summary>
    /// <param name="allowsUnknownPrice">Whether the user takes models without a known price.</param>
    /// <exception cref="CommandException">Something does.</exception>
    public IReadOnlyList<ServiceFinding> Require(bool allowsUnknownPrice)
    {
        var found = Look();
        var wrong = found.Where(one => one.IsWrong
            || (one.IsPriceUnknown && HasBudget(pipeline) && !allowsUnknownPrice)).ToList();
        if (wrong.Count == 0)
        {
            return found;
        }

        var lines = wrong.ConvertAll(one => one.ToString());
        if (wrong.Exists(one => one.IsPriceUnknown))
        {
            lines.Add("a budget cannot hold what has no price: say it (`prices: { in: $2, out: $10 }` beside the key), "
                + "take the budget out, or give --allow-unknown-price");
        }

        throw new CommandException(ExitCode.Usage, string.Join('\n', lines));
    }

    private IEnumerable<ServiceFinding> Look(ServiceDesk desk, AskedService service, AskedModel model)
    {
        var name = $"{service.Provider}/{model.Name}";
        if (!ServiceDesk.Serves(service.Kind, model.Speaks))
        {
            yield return new(service.At, $"`{name}` cannot {(model.Speaks ? "speak" : "write")}") { IsWrong = true };
            yield break;
        }

        var named = Named(service, key: null);
        if (model.InBatch && !ServiceDesk.TakesBatches(named))
        {
            yield return new(service.At, $"`{name}` takes no batches: leave `route: batch` out") { IsWrong = true };
        }
        else if (!desk.IsPriced(named, model.Name, model.Speaks, model.InBatch))
        {
            yield return new(service.At, $"the price of `{name}`{(model.InBatch ? " in batches" : "")} is not known")
            {
                IsPriceUnknown = true,
            };
        }

        if (desk.Know(named, model.Name) is { RetiresOn: { } end } fact)
        {
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            var instead = fact.Replacement is { } next ? $"; its service names {next} instead" : "";
            var day = end.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
            if (end <= today)
            {
                yield return new(service.At, $"`{name}` was switched off on {day}{instead}") { IsWrong = true };
            }
            else if (end.DayNumber - today.DayNumber <= WarnDays)
            {
                yield return new(service.At, $"`{name}` is switched off on {day}, "
                    + $"in {end.DayNumber - today.DayNumber} days{instead}");
            }
        }
    }

    private static Tariff Of(AskedService service, GivenPrices given) => new()
    {
        Provider = "file",
        Model = service.Provider,
        ValidFrom = DateOnly.MinValue,
        CheckedOn = DateOnly.MinValue,
        Source = "the pipeline file",
        Input = Usd(given.Input),
        Output = Usd(given.Output),
        CacheRead = Usd(given.Cached),
        Characters = Usd(given.Characters),
        Request = Usd(given.Call),
    };

    private static decimal? Usd(Money? sum) => sum?.Micros / 1_000_000m;
}
