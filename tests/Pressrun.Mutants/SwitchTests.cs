using Xunit;

namespace Pressrun.Mutants;

public sealed class SwitchTests
{
    [Fact]
    public void Without_a_switch_no_mutant_lives_and_nothing_is_counted()
    {
        Mutant.Switch(null);

        Assert.All(Mutant.All, entry => Assert.False(Mutant.Is(entry.Name)));
        Assert.Equal(0, Mutant.Hits);
    }

    [Fact]
    public void Only_the_mutant_switched_on_lives_and_its_hits_are_counted()
    {
        foreach (var entry in Mutant.All)
        {
            Mutant.Switch(entry.Name);

            Assert.Equal([entry], Mutant.All.Where(other => Mutant.Is(other.Name)));
            Assert.Equal(1, Mutant.Hits);
        }

        Mutant.Switch(null);
    }

    [Fact]
    public void A_mutant_nobody_described_cannot_be_switched_on() =>
        Assert.Throws<ArgumentException>(() => Mutant.Switch("nobody described this one"));
}
