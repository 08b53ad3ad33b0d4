using Pressrun.Testing.Strict;

namespace Pressrun.Tests.Strict;

/// <summary>Somebody else on the same account.</summary>
public sealed class TenantTests
{
    private static readonly StrictTenant Tenant = new(100, Shelf.At(60), Shelf.At(120));

    [Fact]
    public void It_sends_as_often_as_it_should_and_only_in_the_first_part_of_each_period()
    {
        var arrivals = Tenant.Arrivals(new Random(7)).TakeWhile(at => at < Shelf.At(120 * 100)).ToList();
        // Poisson: 10,000 expected, a standard deviation of 100.
        Assert.InRange(arrivals.Count, 9600, 10_400);
        Assert.All(arrivals, at => Assert.True(at.TotalSeconds % 120 < 60));
    }

    [Fact]
    public void Its_requests_come_in_order_of_time()
    {
        var arrivals = Tenant.Arrivals(new Random(7)).Take(1000).ToList();
        Assert.Equal(arrivals.Order(), arrivals);
    }

    [Fact]
    public void What_it_takes_is_gone_for_us()
    {
        // In 60 s 200 refill, so that the bucket would be full again but for the tenant's last requests.
        var shelf = new Shelf(new() { RequestsPerMinute = 200, RequestsCapacity = 10_000, Tenant = Tenant });
        Assert.Equal(10_000 - 1, shelf.Left(0));
        var alone = 10_000 - 2;
        shelf.Server.Arrive(shelf.Speech(), Shelf.At(1e-3));
        var left = shelf.Left(0.5);
        var taken = shelf.Server.Taken.Count(at => at <= Shelf.At(0.5));
        Assert.InRange(left, alone - taken - 1, alone - taken + 2);
    }

    [Fact]
    public void It_takes_nothing_from_an_empty_bucket()
    {
        var shelf = new Shelf(new() { RequestsPerMinute = 1, RequestsCapacity = 5, Tenant = Tenant });
        shelf.Refuse(60);
        // Five at the start and one refilled in a minute; fifty to a hundred and fifty were asked for.
        Assert.InRange(shelf.Server.Taken.Count, 5, 6);
    }

    [Fact]
    public void What_it_sends_does_not_depend_on_what_we_send()
    {
        StrictRules rules = new() { RequestsPerMinute = 10_000, Tenant = Tenant };
        var (idle, busy) = (new Shelf(rules), new Shelf(rules));
        for (var second = 0; second < 60; second++)
        {
            busy.Admit(second);
        }

        idle.Admit(60);
        busy.Admit(60);
        Assert.NotEmpty(idle.Server.Taken);
        Assert.Equal(idle.Server.Taken, busy.Server.Taken);
    }
}
