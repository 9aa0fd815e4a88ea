"""The rapid review: what agencies know, the criteria limb by limb, the partners' signatures, and the Panel's reply."""
