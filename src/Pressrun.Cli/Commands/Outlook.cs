using Pressrun.Cli.Hosting;
using Pressrun.Pipelines.Building;
using Pressrun.Providers.Prices;

namespace Pressrun.Cli.Commands;

/// <summary>
/// What is known to stand in the way of a run, or to be worth knowing before it, while nothing is sent.
/// </summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="place">Where it lies.</param>
/// <param name="terminal">The world around it.</param>
internal sealed class Outlook(LoadedPipeline pipeline, Workplace place, Terminal terminal)
{
    /// <summary>All of it, in the order of the stages, keys last.</summary>
    public IEnumerable<ServiceFinding> Look()
    {
        foreach (var found in new Services(pipeline, PriceBook.Shipped, terminal.Time).Look())
        {
            yield return !found.IsPriceUnknown || !Services.HasBudget(pipeline) ? found
                : found with
                {
                    Text = $"{found.Text}: under a budget a run stops, unless --allow-unknown-price is given",
                };
        }

        foreach (var service in pipeline.Services)
        {
            if (Keys.Find(service, place, terminal).Objection is { } objection)
            {
                yield return new(service.At, $"the key of `{service.Provider}` {objection}; a run stops without it");
            }
        }

        if (pipeline.MailServer is { } mail && Keys.Find(mail, place, terminal).Objection is { } missing)
        {
            yield return new(mail.At, $"the key of `smtp` {missing}; a run stops without it");
        }
    }
}
